using System.Net;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.TestingMode;

/// <summary><c>GET /testing/mails</c>: what the server has sent, with links that can be followed.</summary>
[TestFixture]
public sealed class InboxTests : TestingFixture
{
    [SetUp]
    public Task StartFromResetAsync() => ResetAsync();

    [Test]
    public async Task The_link_of_a_mail_can_be_followed_as_it_is()
    {
        await RegisterAsync("ann@example.org");
        var mail = await ReceiveAsync("to=ann@example.org&kind=user_confirmation");
        Assert.That(mail.GetProperty("from").GetString(), Does.Contain("@"));
        Assert.That(mail.GetProperty("to").GetString(), Is.EqualTo("ann@example.org"));
        Assert.That(mail.GetProperty("subject").GetString(), Is.Not.Empty);
        Assert.That(mail.GetProperty("text").GetString(), Does.Contain("/verify?token="));
        Assert.That(mail.GetProperty("html").GetString(), Does.Contain("<a "));
        var link = new Uri(mail.GetProperty("links").GetProperty("verify").GetString()!);
        Assert.That(mail.GetProperty("urls").EnumerateArray().Select(u => u.GetString()), Does.Contain(link.ToString()));
        using var page = await Server.Anonymous.Http.GetAsync(link);
        Assert.That(page.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        var token = System.Web.HttpUtility.ParseQueryString(link.Query)["token"];
        (await Server.Anonymous.PostAsync("/v1/auth/verify-email", new { data = new { token } })).EnsureStatus(HttpStatusCode.OK);
    }

    [Test]
    public async Task Links_are_named_by_what_they_do()
    {
        await Server.Anonymous.PostAsync("/v1/auth/reset-password", new { data = new { email = OpenEventServer.AdminEmail } });
        var mail = await ReceiveAsync("kind=password_reset");
        Assert.That(mail.GetProperty("links").GetProperty("reset-password").GetString(), Does.Contain("/reset-password?token="));
    }

    [Test]
    public async Task Mails_are_listed_newest_first_and_filtered()
    {
        foreach (var name in new[] { "ann", "ben" })
        {
            await RegisterAsync($"{name}@example.org");
            await ReceiveAsync($"to={name}@example.org");
        }

        Assert.That(await RecipientsAsync(""), Is.EqualTo(["ben@example.org", "ann@example.org"]));
        Assert.That(await RecipientsAsync("limit=1"), Is.EqualTo(["ben@example.org"]));
        Assert.That(await RecipientsAsync("after=1"), Is.EqualTo(["ben@example.org"]));
        Assert.That(await RecipientsAsync("to=ANN@example.org"), Is.EqualTo(["ann@example.org"]));
        Assert.That(await RecipientsAsync("kind=password_reset"), Is.Empty);
        (await Server.Anonymous.DeleteAsync("/testing/mails")).EnsureStatus(HttpStatusCode.NoContent);
        Assert.That(await RecipientsAsync(""), Is.Empty);
    }

    [Test]
    public async Task A_request_that_waits_gets_the_mail_as_soon_as_it_is_sent()
    {
        var waiting = ReceiveAsync("to=ann@example.org");
        Assert.That(waiting.IsCompleted, Is.False);
        await RegisterAsync("ann@example.org");
        Assert.That((await waiting).GetProperty("to").GetString(), Is.EqualTo("ann@example.org"));
    }

    [TestCase("wait=61", "wait")]
    [TestCase("wait=x", "wait")]
    [TestCase("limit=0", "limit")]
    [TestCase("limit=201", "limit")]
    [TestCase("after=-1", "after")]
    public async Task A_wrong_parameter_is_rejected_at_its_place(string query, string parameter)
    {
        var answer = await Server.Anonymous.GetAsync($"/testing/mails?{query}");
        Assert.That((answer.Status, answer.Parameter), Is.EqualTo((HttpStatusCode.BadRequest, parameter)));
    }

    [Test]
    public async Task A_filter_that_is_too_long_is_rejected() =>
        Assert.That((await Server.Anonymous.GetAsync($"/testing/mails?to={new string('a', 400)}")).Parameter, Is.EqualTo("to"));

    private async Task<IEnumerable<string?>> RecipientsAsync(string query) =>
        (await Server.Anonymous.GetAsync($"/testing/mails?{query}"))
            .EnsureStatus(HttpStatusCode.OK)
            .Json.GetProperty("mails")
            .EnumerateArray()
            .Select(m => m.GetProperty("to").GetString());
}
