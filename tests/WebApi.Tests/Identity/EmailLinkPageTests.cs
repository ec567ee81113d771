using System.Net;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using OpenEvent.Application.Common;
using OpenEvent.Application.Identity;
using OpenEvent.WebApi.Hosting;
using OpenEvent.WebApi.Identity;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Identity;

/// <summary>The pages that links in e-mails open where there is no web frontend.</summary>
public sealed partial class EmailLinkPageTests : ServerFixture
{
    [Test]
    public async Task Opening_the_link_of_a_verification_verifies_nothing_and_pressing_the_button_does()
    {
        var user = await Server.RegisterUserAsync(verified: false);
        var page = await Server.GetPageAsync($"/verify?token={await Server.GetEmailedTokenAsync("user_confirmation", user.Email)}");
        Assert.That(await Server.IsVerifiedAsync(user), Is.False);
        Assert.That(page, Does.Contain("method=\"post\" action=\"/verify\"").And.Not.Contain("<script"));
        var answer = await Server.SubmitFormAsync(page);
        Assert.That((answer.Status, await Server.IsVerifiedAsync(user)), Is.EqualTo((HttpStatusCode.OK, true)));
    }

    [Test]
    public async Task The_page_of_a_password_reset_sets_the_password_that_keeps_the_rules()
    {
        var user = await Server.RegisterUserAsync();
        await Server.SendAsync(new SendPasswordResetEmail(user.Email));
        var page = await Server.GetPageAsync($"/reset-password?token={await Server.GetEmailedTokenAsync("password_reset", user.Email)}");
        var rejected = await Server.SubmitFormAsync(page, ("password", "short"));
        Assert.That(rejected.Status, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        var saved = await Server.SubmitFormAsync(page, ("password", "battery staple"));
        Assert.That(saved.Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await Server.Anonymous.SignInAsync(user.Email, "battery staple")).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task A_wrong_token_is_rejected_on_a_page_and_never_becomes_markup()
    {
        var page = await Server.GetPageAsync("/verify?token=%22%3E%3Cscript%3Ealert(1)%3C/script%3E");
        Assert.That(page, Does.Not.Contain("<script"));
        var answer = await Server.SubmitFormAsync(page);
        Assert.That((int)answer.Status, Is.EqualTo(400));
        Assert.That(answer.Html, Does.StartWith("<!doctype html>").And.Not.Contain("<script"));
        Assert.That((int)(await Server.Anonymous.GetAsync("/verify")).Status, Is.EqualTo(400), "a link without a token");
    }

    /// <summary>Reads the links in the source, so that a new one needs no new test.</summary>
    [Test]
    public async Task Every_link_that_the_server_puts_into_emails_has_a_page()
    {
        var links = SourceFiles()
            .Select(File.ReadAllText)
            .Where(text =>
                text.Contains(".LinkAsync(", StringComparison.Ordinal) || text.Contains("TokenEmailQueue ", StringComparison.Ordinal)
            )
            .SelectMany(text => PathLiteral().Matches(text))
            .Select(match => Interpolation().Replace(match.Groups[1].Value, "1"))
            .Where(path => !path.StartsWith("/data", StringComparison.Ordinal))
            .Distinct()
            .ToList();
        Assert.That(
            links,
            Is.SupersetOf((string[])["/", "/verify?token=1", "/e/1/role-invites?token=1", "/orders/1/view", "/e/1", "/g/1"])
        );
        List<string> wrong = [];
        foreach (var link in links)
            if ((await Server.Anonymous.GetAsync(link)).ContentHeaders.ContentType?.MediaType != "text/html")
                wrong.Add(link);
        Assert.That(wrong, Is.Empty);
        Assert.That((await Server.Anonymous.GetAsync("/e/1/none")).ContentHeaders.ContentType?.MediaType, Is.Not.EqualTo("text/html"));
    }

    [Test]
    public async Task Pages_load_nothing_and_do_not_pass_the_token_on_and_are_not_stored()
    {
        var pages = Server
            .App.Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<ITagsMetadata>()?.Tags.Contains("E-mail links") == true)
            .ToList();
        Assert.That(pages, Has.Count.GreaterThan(20));
        foreach (var page in pages)
        {
            var url = RouteParameter().Replace(page.RoutePattern.RawText!, "1");
            var method = page.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0];
            var answer = await Server.Anonymous.SendAsync(new HttpMethod(method), url, method == "GET" ? null : "");
            var name = $"{method} {url}";
            Assert.That(answer.ContentHeaders.ContentType?.ToString(), Is.EqualTo("text/html; charset=utf-8"), name);
            var policy = string.Join(' ', answer.Headers.GetValues("Content-Security-Policy"));
            Assert.That(policy, Does.StartWith("default-src 'none'; style-src 'sha256-").And.Contain("form-action 'self'"), name);
            Assert.That(answer.Headers.GetValues("Referrer-Policy"), Is.EqualTo(["no-referrer"]), name);
            Assert.That(answer.Headers.CacheControl?.NoStore, Is.True, name);
            Assert.That(answer.Text, Does.Not.Contain("<script").And.Not.Contain(" style=").And.Not.Contain("src="), name);
        }
    }

    [Test]
    public async Task A_mail_program_stops_a_kind_of_email_with_one_click_and_without_cookies()
    {
        await SendTestEmailAsync("click@example.org");
        var url = GetUnsubscribeLink("click@example.org");
        var page = await Server.GetPageAsync(url);
        Assert.That(page, Does.Contain("click@example.org").And.Contain("tests of the mail settings"));
        Assert.That(await CountOptOutsAsync("click@example.org"), Is.Zero, "opening the link changes nothing");
        Assert.That((await Server.SubmitAsync(url)).Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That((await Server.SubmitAsync(url, ("List-Unsubscribe", "Other"))).Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(await CountOptOutsAsync("click@example.org"), Is.Zero);

        // RFC 8058 §3.1 recommends multipart/form-data and allows the other form.
        using var body = new MultipartFormDataContent { { new StringContent("One-Click"), "List-Unsubscribe" } };
        using var answer = await Server.Anonymous.Http.PostAsync(url, body);
        Assert.That((answer.StatusCode, answer.Headers.Contains("Set-Cookie")), Is.EqualTo((HttpStatusCode.OK, false)));
        Assert.That(await CountOptOutsAsync("click@example.org"), Is.EqualTo(1));
        Assert.That((await Server.SubmitAsync(url, ("List-Unsubscribe", "One-Click"))).Status, Is.EqualTo(HttpStatusCode.OK), "again");
        await SendTestEmailAsync("click@example.org");
        Assert.That(
            await Server.SqlAsync<string>("SELECT string_agg(state, ',' ORDER BY id) FROM mails WHERE recipient = 'click@example.org'"),
            Is.EqualTo("Sent,Suppressed")
        );
    }

    [Test]
    public async Task A_recipient_stops_a_kind_of_email_on_the_page_and_gets_it_again()
    {
        await SendTestEmailAsync("page@example.org");
        var url = GetUnsubscribeLink("page@example.org");
        var stopped = await Server.SubmitFormAsync(await Server.GetPageAsync(url));
        Assert.That((stopped.Status, await CountOptOutsAsync("page@example.org")), Is.EqualTo((HttpStatusCode.OK, 1)));
        var shownAgain = await Server.GetPageAsync(url);
        Assert.That(shownAgain, Does.Contain("action=\"/resubscribe?token="));
        Assert.That((await Server.SubmitFormAsync(stopped.Html)).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await CountOptOutsAsync("page@example.org"), Is.Zero);
    }

    [TestCase("https://mail.example.org", HttpStatusCode.OK, TestName = "A_mail_program_in_a_browser_stops_a_kind_of_email")]
    [TestCase(null, HttpStatusCode.Forbidden, TestName = "A_form_of_another_site_does_not_sign_in")]
    public async Task Forms_of_other_sites(string? mailProgram, HttpStatusCode status)
    {
        await SendTestEmailAsync("cross@example.org");
        var url = mailProgram is null ? "/my-sessions" : GetUnsubscribeLink("cross@example.org");
        using var request = new HttpRequestMessage(HttpMethod.Post, url)
        {
            Content = new FormUrlEncodedContent([KeyValuePair.Create("List-Unsubscribe", "One-Click")]),
        };
        request.Headers.Add("Sec-Fetch-Site", "cross-site");
        using var answer = await Server.Anonymous.Http.SendAsync(request);
        Assert.That(answer.StatusCode, Is.EqualTo(status));
    }

    [TestCase(null, null, "https://api.example/verify")]
    [TestCase("https://web.example/", null, "https://web.example/verify")]
    [TestCase("https://web.example/", "https://staff.example", "https://staff.example/verify")]
    public async Task Links_lead_to_the_frontend_or_else_to_the_public_URL_of_this_server(string? configured, string? ofStaff, string link)
    {
        var platform = new PlatformSettings();
        platform.Set(new PlatformSettings.Values(FrontendUrl: ofStaff));
        var urls = new FrontendUrls(new FrontendSettings { Url = configured }, platform, new ApiUrl());
        Assert.That(await urls.LinkAsync("/verify", default), Is.EqualTo(link));
    }

    private sealed class ApiUrl : IPublicUrl
    {
        public string ToAbsolute(string url) => $"https://api.example{url}";
    }

    [Test]
    public async Task An_email_has_the_link_in_its_header_and_its_text()
    {
        await SendTestEmailAsync("header@example.org");
        var email = FindEmail("header@example.org");
        var url = $"{Server.Anonymous.Http.BaseAddress!.ToString().TrimEnd('/')}{GetUnsubscribeLink("header@example.org")}";
        Assert.That(email.TextBody, Does.Contain(url));
        Assert.That(email.HtmlBody, Does.Contain(url.Replace("&", "&amp;", StringComparison.Ordinal)));
        var staffView = await Server.SqlAsync<string>("SELECT message FROM mails WHERE recipient = 'header@example.org'");
        Assert.That(staffView, Does.Contain("/unsubscribe?token=…"), "staff do not see the token");
    }

    private async Task SendTestEmailAsync(string to)
    {
        await Server.Admin.PostAsync("/v1/test-mail", new { recipient = to });
        await Server.ProcessOutboxAsync();
    }

    /// <returns>Path and query of the link in the header of the e-mail.</returns>
    private string GetUnsubscribeLink(string to) => new Uri(FindEmail(to).Headers["List-Unsubscribe"]!.Trim('<', '>')).PathAndQuery;

    private MimeKit.MimeMessage FindEmail(string to) =>
        Directory
            .GetFiles(Path.Combine(Server.DataDirectory, "mail"), "*.eml")
            .Select(file => MimeKit.MimeMessage.Load(file))
            .First(message => message.To.Mailboxes.Any(mailbox => mailbox.Address == to));

    private Task<long> CountOptOutsAsync(string address) =>
        Server.SqlAsync<long>($"SELECT count(*) FROM email_opt_outs WHERE address = '{address}' AND action = 'test_mail'");

    private static IEnumerable<string> SourceFiles([CallerFilePath] string here = "") =>
        Directory.EnumerateFiles(
            Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../src/Application")),
            "*.cs",
            SearchOption.AllDirectories
        );

    [GeneratedRegex("\"(/|/[a-z][^\"\\s]*)\"")]
    private static partial Regex PathLiteral();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Interpolation();

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex RouteParameter();
}
