using System.Net;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Events;
using OpenEvent.WebApi.Tests.Harness;
using OpenEvent.WebApi.Tests.Program;

namespace OpenEvent.WebApi.Tests.Identity;

/// <summary>The pages on which people without a web frontend answer invites.</summary>
[TestFixture]
public sealed class InvitePageTests : ServerFixture
{
    private const string Password = OpenEventServer.Password;

    private SessionTestEvent _event = null!;

    [OneTimeSetUp]
    public async Task CreateEventAsync() => _event = await SessionTestEvent.CreateAsync(Server);

    [Test]
    public async Task Opening_the_link_of_a_role_invite_changes_nothing_and_signing_in_accepts_it()
    {
        var jane = await Server.RegisterUserAsync();
        var page = await OpenRoleInviteAsync(jane.Email, "organizer");
        Assert.That(page, Does.Contain(jane.Email).And.Contain("Organizer").And.Not.Contain("<script"));
        Assert.That(await Server.GetEventRolesAsync(jane, _event.EventId), Is.Empty);
        var (status, html) = await Server.SubmitFormAsync(page, ("email", jane.Email), ("password", Password), ("answer", "accept"));
        Assert.That((status, await Server.GetEventRolesAsync(jane, _event.EventId)), Is.EqualTo((HttpStatusCode.OK, "organizer")), html);
    }

    [Test]
    public async Task Neither_the_token_nor_the_account_alone_accepts_an_invite()
    {
        var jane = await Server.RegisterUserAsync();
        var john = await Server.RegisterUserAsync();
        var page = await OpenRoleInviteAsync(jane.Email, "registrar");
        Assert.That(await AcceptAsync(page, jane.Email, "wrong password"), Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(await AcceptAsync(page, john.Email, Password), Is.EqualTo(HttpStatusCode.Forbidden));
        var token = await Server.GetEmailedTokenAsync("event_role", jane.Email);
        Assert.That(
            await AcceptAsync(page.Replace(token, "another", StringComparison.Ordinal), jane.Email, Password),
            Is.EqualTo(HttpStatusCode.NotFound)
        );
        Assert.That(
            await Server.GetEventRolesAsync(jane, _event.EventId) + await Server.GetEventRolesAsync(john, _event.EventId),
            Is.Empty
        );
    }

    [Test]
    public async Task A_person_without_an_account_creates_one_with_the_invited_address()
    {
        var page = await OpenRoleInviteAsync("new@example.org", "registrar");
        var weak = await Server.SubmitFormAsync(page, ("email", "x@example.org"), ("password", "short"), ("answer", "register"));
        Assert.That(weak.Status, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        var done = await Server.SubmitFormAsync(page, ("email", "x@example.org"), ("password", Password), ("answer", "register"));
        Assert.That(done.Status, Is.EqualTo(HttpStatusCode.OK), done.Html);
        Assert.That(
            await Server.SqlAsync<string>("SELECT string_agg(email || ' ' || is_verified, ',') FROM users WHERE email LIKE 'new@%'"),
            Is.EqualTo("new@example.org true"),
            "the form cannot choose another address"
        );
    }

    [Test]
    public async Task An_invite_is_declined_with_its_token_once()
    {
        var jane = await Server.RegisterUserAsync();
        var page = await OpenRoleInviteAsync(jane.Email, "registrar");
        Assert.That((await Server.SubmitFormAsync(page, ("answer", "decline"))).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await Server.SubmitFormAsync(page, ("answer", "decline"))).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(await AcceptAsync(page, jane.Email, Password), Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(await Server.SqlAsync<string>($"SELECT status FROM role_invites WHERE email = '{jane.Email}'"), Is.EqualTo("Declined"));
    }

    [Test]
    public async Task An_expired_invite_is_shown_as_unknown()
    {
        var jane = await Server.RegisterUserAsync();
        var page = await OpenRoleInviteAsync(jane.Email, "registrar");
        await Server.SqlAsync($"UPDATE role_invites SET expires_at = now() WHERE email = '{jane.Email}'");
        Assert.That((await Server.SubmitFormAsync(page, ("answer", "decline"))).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(await AcceptAsync(page, jane.Email, Password), Is.EqualTo(HttpStatusCode.NotFound));
        var link = $"/e/x/role-invites?token={await Server.GetEmailedTokenAsync("event_role", jane.Email)}";
        Assert.That((await Server.Anonymous.GetAsync(link)).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task A_group_invite_is_accepted_or_declined_on_its_page()
    {
        var group = await TestGroup.CreateAsync(Server);
        var (jane, john) = (await Server.RegisterUserAsync(), await Server.RegisterUserAsync());
        var pages = new Dictionary<ApiClient, string>();
        foreach (var invitee in new[] { jane, john })
        {
            await group.InviteAsync(invitee.Email);
            pages[invitee] = await Server.GetPageAsync($"/group-invites?token={await group.GetTokenAsync(invitee.Email)}");
        }

        Assert.That(pages[jane], Does.Contain("Chess evenings"));
        Assert.That(await AcceptAsync(pages[jane], john.Email, Password), Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(await AcceptAsync(pages[jane], jane.Email, Password), Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await AcceptAsync(pages[jane], jane.Email, Password), Is.EqualTo(HttpStatusCode.Conflict), "a token works once");
        Assert.That((await Server.SubmitFormAsync(pages[jane], ("answer", "decline"))).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await Server.SubmitFormAsync(pages[john], ("answer", "decline"))).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(
            await Server.SqlAsync<string>($"SELECT string_agg(email, ',') FROM users_groups_roles WHERE group_id = {group.Id}"),
            Is.EqualTo(jane.Email)
        );
    }

    [Test]
    public async Task A_speaker_invite_is_accepted_with_a_new_profile_by_the_account_with_the_verified_address()
    {
        var (author, invitee) = (await Server.RegisterUserAsync(), await Server.RegisterUserAsync());
        var (session, page) = await OpenSpeakerInviteAsync(author, invitee.Email);
        Assert.That(page, Does.Not.Contain("Gears").And.Not.Contain(invitee.Email), "the link has no secret");
        Assert.That(await AcceptAsync(page, author.Email, Password), Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(await AcceptAsync(page, invitee.Email, "wrong password"), Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(await AcceptAsync(page, invitee.Email, Password), Is.EqualTo(HttpStatusCode.UnprocessableEntity), "no profile yet");
        var (status, html) = await Server.SubmitFormAsync(
            page,
            ("email", invitee.Email),
            ("password", Password),
            ("name", "Ida"),
            ("answer", "accept")
        );
        Assert.That(status, Is.EqualTo(HttpStatusCode.OK), html);
        var speaker = (await _event.Owner.GetAsync($"/v1/sessions/{session}/speakers")).Data[0].GetProperty("attributes");
        Assert.That(
            (speaker.GetProperty("name").GetString(), speaker.GetProperty("email").GetString()),
            Is.EqualTo(("Ida", invitee.Email))
        );
    }

    [Test]
    public async Task A_speaker_invite_is_declined_by_its_account()
    {
        var (author, invitee) = (await Server.RegisterUserAsync(), await Server.RegisterUserAsync());
        var (_, page) = await OpenSpeakerInviteAsync(author, invitee.Email);
        var declined = await Server.SubmitFormAsync(page, ("email", invitee.Email), ("password", Password), ("answer", "decline"));
        Assert.That(declined.Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await AcceptAsync(page, invitee.Email, Password), Is.EqualTo(HttpStatusCode.Conflict));
    }

    [Test]
    public async Task Passwords_are_not_guessed_on_a_page()
    {
        await using var server = await OpenEventServer.StartAsync("--Auth:SignInFailuresPerAccount=2");
        var fields = new[] { ("email", OpenEventServer.AdminEmail + "x"), ("password", "wrong password") };
        List<HttpStatusCode> statuses = [];
        for (var i = 0; i < 3; i++)
            statuses.Add((await server.SubmitAsync("/my-sessions", fields)).Status);
        Assert.That(statuses.Select(s => (int)s), Is.EqualTo([401, 401, 429]));
    }

    private async Task<string> OpenRoleInviteAsync(string email, string role)
    {
        var invite = JsonApiDocument.Of(
            "role-invite",
            null,
            new { email, role_name = role },
            ("event", "event", _event.EventId),
            ("role", "role", await Server.GetRoleIdAsync(role))
        );
        (await _event.Owner.PostAsync("/v1/role-invites", invite)).EnsureStatus(HttpStatusCode.Created);
        return await Server.GetPageAsync($"/e/x/role-invites?token={await Server.GetEmailedTokenAsync("event_role", email)}");
    }

    private async Task<(string Session, string Page)> OpenSpeakerInviteAsync(ApiClient author, string email)
    {
        var (session, _) = await _event.SubmitSessionAsync(author);
        var invite = JsonApiDocument.Of(
            "speaker-invite",
            null,
            new { email },
            ("event", "event", _event.EventId),
            ("session", "session", session)
        );
        (await author.PostAsync("/v1/speaker-invites", invite)).EnsureStatus(HttpStatusCode.Created);
        await Server.ProcessOutboxAsync();
        var text = await Server.SqlAsync<string>($"SELECT message FROM mails WHERE recipient = '{email}' AND action = 'speaker_invite'");
        var link = text.Split().Single(word => word.Contains("/cfs?", StringComparison.Ordinal));
        return (session, await Server.GetPageAsync(new Uri(link).PathAndQuery));
    }

    private async Task<HttpStatusCode> AcceptAsync(string page, string email, string password) =>
        (await Server.SubmitFormAsync(page, ("email", email), ("password", password), ("answer", "accept"))).Status;
}
