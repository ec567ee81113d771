using System.Net;
using System.Text.Json;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Identity;

public class InviteTests
{
    private OpenEventServer _server = null!;
    private ApiClient _owner = null!;
    private string _event = "";

    [OneTimeSetUp]
    public async Task Start() => _server = await OpenEventServer.StartAsync();

    [OneTimeTearDown]
    public async Task Stop() => await _server.DisposeAsync();

    [SetUp]
    public async Task CreateEventAsync()
    {
        _owner = await _server.RegisterUserAsync();
        _event = (
            await _owner.CreateAsync(
                "event",
                new
                {
                    name = "Fair",
                    starts_at = "2099-01-01T10:00:00Z",
                    ends_at = "2099-01-02T10:00:00Z",
                    timezone = "UTC",
                }
            )
        ).Id();
    }

    [Test]
    public async Task An_organizer_is_invited_by_email_and_accepts_signed_in()
    {
        var jane = await _server.RegisterUserAsync(verified: false);
        var invite = await InviteAsync(_owner, jane.Email, "organizer");
        Assert.That(invite.Attribute("hash").ValueKind, Is.EqualTo(JsonValueKind.Null), "the token is only in the e-mail");
        Assert.That(invite.Attribute("status").GetString(), Is.EqualTo("pending"));
        Assert.That(invite.Attribute("role-name").GetString(), Is.EqualTo("organizer"));

        var accepted = await AcceptAsync(jane, await GetTokenAsync(jane.Email));
        Assert.That(accepted.EnsureStatus(HttpStatusCode.OK).Json.GetProperty("role").GetString(), Is.EqualTo("organizer"));
        Assert.That(
            accepted.Json.GetProperty("event").GetInt64().ToString(System.Globalization.CultureInfo.InvariantCulture),
            Is.EqualTo(_event)
        );
        Assert.That(await _server.GetEventRolesAsync(jane, _event), Is.EqualTo("organizer"));
        Assert.That(await _server.SqlAsync<bool>($"SELECT is_verified FROM users WHERE id = {jane.UserId}"), Is.True);
        Assert.That((await jane.GetAsync($"/v1/users/{jane.UserId}/notifications")).Data.GetArrayLength(), Is.EqualTo(1));
    }

    [Test]
    public async Task Staff_get_the_token_once_and_it_returns_the_invited_email()
    {
        var invite = await InviteAsync(_server.Admin, "guest@example.org", "registrar");
        var hash = invite.Attribute("hash").GetString();
        var found = await _server.Anonymous.PostAsync("/v1/role_invites/user", new { data = new { token = hash } });
        Assert.That(found.EnsureStatus(HttpStatusCode.OK).Json.GetProperty("email").GetString(), Is.EqualTo("guest@example.org"));
        Assert.That(
            (await _server.Admin.GetAsync($"/v1/role-invites/{invite.Id()}")).Attribute("hash").ValueKind,
            Is.EqualTo(JsonValueKind.Null)
        );
        Assert.That(
            (await _server.Anonymous.PostAsync("/v1/role_invites/user", new { data = new { token = "guess" } })).Status,
            Is.EqualTo(HttpStatusCode.NotFound)
        );
    }

    [Test]
    public async Task The_token_alone_does_not_accept_an_invite()
    {
        var jane = await _server.RegisterUserAsync();
        var john = await _server.RegisterUserAsync();
        await InviteAsync(_owner, jane.Email, "organizer");
        var token = await GetTokenAsync(jane.Email);
        Assert.That((await AcceptAsync(_server.Anonymous, token)).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That((await AcceptAsync(john, token)).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(await _server.GetEventRolesAsync(jane, _event) + await _server.GetEventRolesAsync(john, _event), Is.Empty);
    }

    [Test]
    public async Task Accepting_an_invite_twice_has_the_effect_of_once()
    {
        var jane = await _server.RegisterUserAsync();
        await InviteAsync(_owner, jane.Email, "coorganizer");
        var token = await GetTokenAsync(jane.Email);
        var first = (await AcceptAsync(jane, token)).EnsureStatus(HttpStatusCode.OK);
        var second = (await AcceptAsync(jane, token)).EnsureStatus(HttpStatusCode.OK);
        Assert.That(second.Text, Is.EqualTo(first.Text));
        Assert.That(await _server.GetEventRolesAsync(jane, _event), Is.EqualTo("coorganizer"));
    }

    [Test]
    public async Task Accepting_ownership_leaves_exactly_one_owner_even_when_accepted_concurrently()
    {
        var jane = await _server.RegisterUserAsync();
        await InviteAsync(_owner, jane.Email, "owner");
        var token = await GetTokenAsync(jane.Email);
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => AcceptAsync(jane, token)));
        Assert.That(answers.Select(a => a.Status), Is.All.EqualTo(HttpStatusCode.OK));
        Assert.That(
            (await _server.GetEventRolesAsync(jane, _event), await _server.GetEventRolesAsync(_owner, _event)),
            Is.EqualTo(("owner", "organizer"))
        );
        Assert.That(await _server.CountOwnersAsync(_event), Is.EqualTo(1));
    }

    [Test]
    public async Task A_newer_ownership_invite_replaces_the_older_one()
    {
        var jane = await _server.RegisterUserAsync();
        var john = await _server.RegisterUserAsync();
        await InviteAsync(_owner, jane.Email, "owner");
        var older = await GetTokenAsync(jane.Email);
        await InviteAsync(_owner, john.Email, "owner");
        Assert.That((await AcceptAsync(jane, older)).Status, Is.EqualTo(HttpStatusCode.NotFound));
        (await AcceptAsync(john, await GetTokenAsync(john.Email))).EnsureStatus(HttpStatusCode.OK);
        Assert.That(await _server.CountOwnersAsync(_event), Is.EqualTo(1));
    }

    [Test]
    public async Task A_user_who_becomes_owner_again_holds_each_role_once()
    {
        var jane = await _server.RegisterUserAsync();
        await InviteAsync(_owner, jane.Email, "owner");
        (await AcceptAsync(jane, await GetTokenAsync(jane.Email))).EnsureStatus(HttpStatusCode.OK);
        await InviteAsync(jane, _owner.Email, "owner");
        (await AcceptAsync(_owner, await GetTokenAsync(_owner.Email))).EnsureStatus(HttpStatusCode.OK);
        Assert.That(
            (await _server.GetEventRolesAsync(_owner, _event), await _server.GetEventRolesAsync(jane, _event)),
            Is.EqualTo(("organizer,owner", "organizer"))
        );
    }

    [TestCase("organizer", "owner", HttpStatusCode.Forbidden)]
    [TestCase("organizer", "organizer", HttpStatusCode.Created)]
    [TestCase("coorganizer", "registrar", HttpStatusCode.Forbidden)]
    [TestCase(null, "registrar", HttpStatusCode.NotFound)]
    public async Task Organizers_invite_and_only_the_owner_offers_ownership(string? role, string offered, HttpStatusCode status)
    {
        var jane = await AddMemberAsync(role);
        Assert.That((await TryInviteAsync(jane, "someone@example.org", offered)).Status, Is.EqualTo(status));
    }

    [Test]
    public async Task An_email_has_one_pending_invite_until_it_expires()
    {
        await InviteAsync(_owner, "guest2@example.org", "registrar");
        Assert.That((await TryInviteAsync(_owner, "Guest2@example.org", "moderator")).Status, Is.EqualTo(HttpStatusCode.Conflict));
        await _server.SqlAsync("UPDATE role_invites SET expires_at = now() WHERE email = 'guest2@example.org'");
        Assert.That(
            (
                await _server.Anonymous.PostAsync(
                    "/v1/role_invites/user",
                    new { data = new { token = await GetTokenAsync("guest2@example.org") } }
                )
            ).Status,
            Is.EqualTo(HttpStatusCode.NotFound)
        );
        Assert.That((await TryInviteAsync(_owner, "guest2@example.org", "moderator")).Status, Is.EqualTo(HttpStatusCode.Created));
    }

    [Test]
    public async Task A_resent_invite_invalidates_the_previous_token()
    {
        var jane = await _server.RegisterUserAsync();
        var invite = await InviteAsync(_owner, jane.Email, "moderator");
        var first = await GetTokenAsync(jane.Email);
        (await _owner.PostAsync($"/v1/role-invites/{invite.Id()}/resend-invite", null)).EnsureStatus(HttpStatusCode.OK);
        Assert.That((await AcceptAsync(jane, first)).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(
            (await jane.GetAsync($"/v1/users/{jane.UserId}/notifications"))
                .Data.EnumerateArray()
                .Select(n => n.GetProperty("attributes").GetProperty("content").GetProperty("type").GetString()),
            Is.EqualTo<string[]>(["event_role", "event_role"]),
            "each e-mail creates a notification"
        );
        (await AcceptAsync(jane, await GetTokenAsync(jane.Email))).EnsureStatus(HttpStatusCode.OK);
        Assert.That(
            (await _owner.PostAsync($"/v1/role-invites/{invite.Id()}/resend-invite", null)).Status,
            Is.EqualTo(HttpStatusCode.Conflict)
        );
        Assert.That((await _owner.DeleteAsync($"/v1/role-invites/{invite.Id()}")).Status, Is.EqualTo(HttpStatusCode.Conflict));
    }

    [Test]
    public async Task Other_users_see_neither_invites_nor_roles()
    {
        var invite = await InviteAsync(_owner, "guest3@example.org", "registrar");
        var stranger = await _server.RegisterUserAsync();
        Assert.That((await stranger.GetAsync($"/v1/role-invites/{invite.Id()}")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(
            (await stranger.PostAsync($"/v1/role-invites/{invite.Id()}/resend-invite", null)).Status,
            Is.EqualTo(HttpStatusCode.NotFound)
        );
        Assert.That((await stranger.GetAsync($"/v1/events/{_event}/role-invites")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await stranger.GetAsync($"/v1/events/{_event}/users-events-roles")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await _owner.GetAsync($"/v1/events/{_event}/role-invites")).Ids, Does.Contain(invite.Id()));
        Assert.That(
            (await _owner.GetAsync($"/v1/events/{_event}/users-events-roles?include=user,role")).Data.GetArrayLength(),
            Is.EqualTo(1)
        );
    }

    private async Task<ApiClient> AddMemberAsync(string? role)
    {
        var jane = await _server.RegisterUserAsync();
        if (role is not null)
            await _server.SqlAsync(
                $"""
                INSERT INTO users_events_roles (user_id, event_id, role_id)
                VALUES ({jane.UserId}, {_event}, {await _server.GetRoleIdAsync(role)})
                """
            );
        return jane;
    }

    private async Task<ApiResponse> InviteAsync(ApiClient by, string email, string role) =>
        (await TryInviteAsync(by, email, role)).EnsureStatus(HttpStatusCode.Created);

    private async Task<ApiResponse> TryInviteAsync(ApiClient by, string email, string role) =>
        await by.PostAsync(
            "/v1/role-invites",
            JsonApiDocument.Of(
                "role-invite",
                null,
                new { email, role_name = role },
                ("event", "event", _event),
                ("role", "role", await _server.GetRoleIdAsync(role))
            )
        );

    private static Task<ApiResponse> AcceptAsync(ApiClient by, string token) =>
        by.PostAsync("/v1/role_invites/accept-invite", new { data = new { token } });

    private Task<string> GetTokenAsync(string email) => _server.GetEmailedTokenAsync("event_role", email);
}
