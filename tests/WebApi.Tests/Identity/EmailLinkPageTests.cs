using System.Net;
using System.Text.RegularExpressions;
using NUnit.Framework;
using OpenEvent.Application.Identity;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Identity;

/// <summary>The pages that links in e-mails open where there is no web frontend.</summary>
public sealed partial class EmailLinkPageTests : ServerFixture
{
    [Test]
    public async Task Opening_the_link_of_a_verification_verifies_nothing_and_pressing_the_button_does()
    {
        var user = await Server.RegisterUserAsync(verified: false);
        var token = await Server.GetEmailedTokenAsync("user_confirmation", user.Email);
        var page = await GetPageAsync($"/verify?token={token}");
        Assert.That(await Server.IsVerifiedAsync(user), Is.False);
        Assert.That(page, Does.Contain("method=\"post\" action=\"/verify\"").And.Not.Contain("<script"));
        var answer = await SubmitAsync("/verify", ("token", TokenOf(page)));
        Assert.That((answer.StatusCode, await Server.IsVerifiedAsync(user)), Is.EqualTo((HttpStatusCode.OK, true)));
    }

    [Test]
    public async Task The_page_of_a_password_reset_sets_the_password_that_keeps_the_rules()
    {
        var user = await Server.RegisterUserAsync();
        await Server.SendAsync(new SendPasswordResetEmail(user.Email));
        var token = TokenOf(await GetPageAsync($"/reset-password?token={await Server.GetEmailedTokenAsync("password_reset", user.Email)}"));
        var refused = await SubmitAsync("/reset-password", ("token", token), ("password", "short"));
        Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        var saved = await SubmitAsync("/reset-password", ("token", token), ("password", "battery staple"));
        Assert.That(saved.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await Server.Anonymous.SignInAsync(user.Email, "battery staple")).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task A_wrong_token_is_refused_on_a_page_and_never_becomes_markup()
    {
        var page = await GetPageAsync("/verify?token=%22%3E%3Cscript%3Ealert(1)%3C/script%3E");
        Assert.That(page, Does.Not.Contain("<script"));
        var answer = await SubmitAsync("/verify", ("token", TokenOf(page)));
        Assert.That((int)answer.StatusCode, Is.EqualTo(400));
        Assert.That(answer.Content.Headers.ContentType?.MediaType, Is.EqualTo("text/html"));
        Assert.That((int)(await Server.Anonymous.GetAsync("/verify")).Status, Is.EqualTo(400), "a link without a token");
    }

    [Test]
    public async Task Pages_load_nothing_and_do_not_pass_the_token_on()
    {
        var answer = await Server.Anonymous.GetAsync("/verify?token=x");
        var policy = string.Join(' ', answer.Headers.GetValues("Content-Security-Policy"));
        Assert.That(policy, Does.StartWith("default-src 'none'; style-src 'sha256-").And.Contain("form-action 'self'"));
        Assert.That(answer.Headers.GetValues("Referrer-Policy"), Is.EqualTo(["no-referrer"]));
        Assert.That(answer.Headers.CacheControl?.NoStore, Is.True);
    }

    private async Task<string> GetPageAsync(string url) => (await Server.Anonymous.GetAsync(url)).EnsureStatus(HttpStatusCode.OK).Text;

    private async Task<HttpResponseMessage> SubmitAsync(string url, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return await Server.Anonymous.Http.PostAsync(url, form);
    }

    private static string TokenOf(string page) => WebUtility.HtmlDecode(TokenField().Match(page).Groups[1].Value);

    [GeneratedRegex("name=\"token\" value=\"([^\"]*)\"")]
    private static partial Regex TokenField();
}
