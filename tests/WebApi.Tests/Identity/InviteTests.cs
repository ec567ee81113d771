using System.Net;
using System.Text.Json;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Identity;

public class InviteTests
{
    private OpenEventServer _server = null!;
    private Client _owner = null!;
    private string _event = "";

    [OneTimeSetUp]
    public async Task Start() => _server = await OpenEventServer.StartAsync();

    [OneTimeTearDown]
    public async Task Stop() => await _server.DisposeAsync();

    [SetUp]
    public async Task OwnAnEvent()
    {
        _owner = await _server.SomebodyAsync();
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
    public async Task An_organizer_is_invited_by_mail_and_accepts_signed_in()
    {
        var jane = await _server.SomebodyAsync(verified: false);
        var invite = await Invite(_owner, jane.Email, "organizer");
        Assert.That(invite.Attribute("hash").ValueKind, Is.EqualTo(JsonValueKind.Null), "the token is the mail's");
        Assert.That(invite.Attribute("status").GetString(), Is.EqualTo("pending"));
        Assert.That(invite.Attribute("role-name").GetString(), Is.EqualTo("organizer"));

        var done = await Accept(jane, await TokenFor(jane.Email));
        Assert.That(done.Must(HttpStatusCode.OK).Json.GetProperty("role").GetString(), Is.EqualTo("organizer"));
        Assert.That(
            done.Json.GetProperty("event").GetInt64().ToString(System.Globalization.CultureInfo.InvariantCulture),
            Is.EqualTo(_event)
        );
        Assert.That(await RolesOf(jane), Is.EqualTo("organizer"));
        Assert.That(await _server.SqlAsync<bool>($"SELECT is_verified FROM users WHERE id = {jane.UserId}"), Is.True);
        Assert.That((await jane.GetAsync($"/v1/users/{jane.UserId}/notifications")).Data.GetArrayLength(), Is.EqualTo(1));
    }

    [Test]
    public async Task Staff_sees_the_token_once_and_it_names_the_address()
    {
        var invite = await Invite(_server.Admin, "guest@example.org", "registrar");
        var hash = invite.Attribute("hash").GetString();
        var found = await _server.Anonymous.PostAsync("/v1/role_invites/user", new { data = new { token = hash } });
        Assert.That(found.Must(HttpStatusCode.OK).Json.GetProperty("email").GetString(), Is.EqualTo("guest@example.org"));
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
    public async Task The_token_alone_accepts_nothing()
    {
        var (jane, john) = (await _server.SomebodyAsync(), await _server.SomebodyAsync());
        await Invite(_owner, jane.Email, "organizer");
        var token = await TokenFor(jane.Email);
        Assert.That((await Accept(_server.Anonymous, token)).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That((await Accept(john, token)).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(await RolesOf(jane) + await RolesOf(john), Is.Empty);
    }

    [Test]
    public async Task Accepting_twice_changes_nothing_more()
    {
        var jane = await _server.SomebodyAsync();
        await Invite(_owner, jane.Email, "coorganizer");
        var token = await TokenFor(jane.Email);
        var first = (await Accept(jane, token)).Must(HttpStatusCode.OK);
        var second = (await Accept(jane, token)).Must(HttpStatusCode.OK);
        Assert.That(second.Text, Is.EqualTo(first.Text));
        Assert.That(await RolesOf(jane), Is.EqualTo("coorganizer"));
    }

    [Test]
    public async Task Taking_the_ownership_leaves_exactly_one_owner_even_when_accepted_at_once()
    {
        var jane = await _server.SomebodyAsync();
        await Invite(_owner, jane.Email, "owner");
        var token = await TokenFor(jane.Email);
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Accept(jane, token)));
        Assert.That(answers.Select(a => a.Status), Is.All.EqualTo(HttpStatusCode.OK));
        Assert.That((await RolesOf(jane), await RolesOf(_owner)), Is.EqualTo(("owner", "organizer")));
        Assert.That(await Owners(), Is.EqualTo(1));
    }

    [Test]
    public async Task A_newer_offer_of_the_ownership_replaces_the_older_one()
    {
        var (jane, john) = (await _server.SomebodyAsync(), await _server.SomebodyAsync());
        await Invite(_owner, jane.Email, "owner");
        var older = await TokenFor(jane.Email);
        await Invite(_owner, john.Email, "owner");
        Assert.That((await Accept(jane, older)).Status, Is.EqualTo(HttpStatusCode.NotFound));
        (await Accept(john, await TokenFor(john.Email))).Must(HttpStatusCode.OK);
        Assert.That(await Owners(), Is.EqualTo(1));
    }

    [Test]
    public async Task Whoever_was_organizer_and_owner_again_holds_each_role_once()
    {
        var jane = await _server.SomebodyAsync();
        await Invite(_owner, jane.Email, "owner");
        (await Accept(jane, await TokenFor(jane.Email))).Must(HttpStatusCode.OK);
        await Invite(jane, _owner.Email, "owner");
        (await Accept(_owner, await TokenFor(_owner.Email))).Must(HttpStatusCode.OK);
        Assert.That((await RolesOf(_owner), await RolesOf(jane)), Is.EqualTo(("organizer,owner", "organizer")));
    }

    [TestCase("organizer", "owner", HttpStatusCode.Forbidden)]
    [TestCase("organizer", "organizer", HttpStatusCode.Created)]
    [TestCase("coorganizer", "registrar", HttpStatusCode.Forbidden)]
    [TestCase(null, "registrar", HttpStatusCode.NotFound)]
    public async Task Organizers_invite_and_only_the_owner_offers_ownership(string? role, string offered, HttpStatusCode status)
    {
        var jane = await Member(role);
        Assert.That((await TryInvite(jane, "someone@example.org", offered)).Status, Is.EqualTo(status));
    }

    [Test]
    public async Task One_invite_is_pending_for_an_address_until_it_runs_out()
    {
        await Invite(_owner, "guest2@example.org", "registrar");
        Assert.That((await TryInvite(_owner, "Guest2@example.org", "moderator")).Status, Is.EqualTo(HttpStatusCode.Conflict));
        await _server.SqlAsync("UPDATE role_invites SET expires_at = now() WHERE email = 'guest2@example.org'");
        Assert.That(
            (
                await _server.Anonymous.PostAsync(
                    "/v1/role_invites/user",
                    new { data = new { token = await TokenFor("guest2@example.org") } }
                )
            ).Status,
            Is.EqualTo(HttpStatusCode.NotFound)
        );
        Assert.That((await TryInvite(_owner, "guest2@example.org", "moderator")).Status, Is.EqualTo(HttpStatusCode.Created));
    }

    [Test]
    public async Task A_repeated_mail_makes_the_first_one_worthless()
    {
        var jane = await _server.SomebodyAsync();
        var invite = await Invite(_owner, jane.Email, "moderator");
        var first = await TokenFor(jane.Email);
        (await _owner.PostAsync($"/v1/role-invites/{invite.Id()}/resend-invite", null)).Must(HttpStatusCode.OK);
        Assert.That((await Accept(jane, first)).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(
            (await jane.GetAsync($"/v1/users/{jane.UserId}/notifications"))
                .Data.EnumerateArray()
                .Select(n => n.GetProperty("attributes").GetProperty("content").GetProperty("type").GetString()),
            Is.EqualTo<string[]>(["event_role", "event_role"]),
            "each mailing is noted"
        );
        (await Accept(jane, await TokenFor(jane.Email))).Must(HttpStatusCode.OK);
        Assert.That(
            (await _owner.PostAsync($"/v1/role-invites/{invite.Id()}/resend-invite", null)).Status,
            Is.EqualTo(HttpStatusCode.Conflict)
        );
        Assert.That((await _owner.DeleteAsync($"/v1/role-invites/{invite.Id()}")).Status, Is.EqualTo(HttpStatusCode.Conflict));
    }

    [Test]
    public async Task Strangers_see_neither_invites_nor_roles()
    {
        var invite = await Invite(_owner, "guest3@example.org", "registrar");
        var stranger = await _server.SomebodyAsync();
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

    [Test]
    public async Task A_coorganizer_rises_by_no_way_and_the_owner_stays()
    {
        var jane = await Member("coorganizer");
        var (mine, his) = (await RowOf(jane), await RowOf(_owner));
        foreach (var role in "owner organizer".Split(' '))
        {
            Assert.That((await Reassign(jane, mine, role)).Status, Is.EqualTo(HttpStatusCode.Forbidden));
            var link = new { data = new { type = "role", id = await RoleId(role) } };
            Assert.That(
                (await jane.PatchAsync($"/v1/users-events-roles/{mine}/relationships/role", link)).Status,
                Is.EqualTo(HttpStatusCode.Forbidden)
            );
        }

        foreach (var who in new[] { jane, _owner, _server.Admin })
        {
            Assert.That((await who.DeleteAsync($"/v1/users-events-roles/{his}")).Status, Is.EqualTo(HttpStatusCode.Forbidden));
            Assert.That((await Reassign(who, his, "organizer")).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        }

        Assert.That((await Reassign(_owner, mine, "organizer")).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await RolesOf(jane), Is.EqualTo("organizer"));
        Assert.That((await _owner.DeleteAsync($"/v1/users-events-roles/{mine}")).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await RolesOf(jane), await Owners()), Is.EqualTo(("", 1L)));
    }

    [Test]
    public async Task The_owner_cannot_leave_while_he_owns()
    {
        Assert.That((await _owner.DeleteAsync($"/v1/users/{_owner.UserId}")).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        var me = (await _owner.GetAsync($"/v1/users/{_owner.UserId}")).Must(HttpStatusCode.OK);
        Assert.That(
            (me.Attribute("is-user-owner").GetBoolean(), me.Attribute("is-user-moderator").GetBoolean()),
            Is.EqualTo((true, false))
        );
        Assert.That(
            (await _owner.GetAsync($"/v1/users/{_owner.UserId}/owner-events")).Must(HttpStatusCode.OK).Ids,
            Is.EqualTo(_event.Split(' '))
        );
        (await _owner.DeleteAsync($"/v1/events/{_event}")).Must(HttpStatusCode.OK);
        Assert.That((await _owner.DeleteAsync($"/v1/users/{_owner.UserId}")).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task The_team_sees_each_other_but_not_each_others_private_side()
    {
        var jane = await Member("coorganizer");
        var seen = (await _owner.GetAsync($"/v1/users/{jane.UserId}")).Must(HttpStatusCode.OK);
        Assert.That(seen.Text, Does.Not.Contain(jane.Email));
        var stranger = await _server.SomebodyAsync();
        Assert.That((await _owner.GetAsync($"/v1/users/{stranger.UserId}")).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    private async Task<Client> Member(string? role)
    {
        var jane = await _server.SomebodyAsync();
        if (role is not null)
            await _server.SqlAsync(
                $"INSERT INTO users_events_roles (user_id, event_id, role_id) VALUES ({jane.UserId}, {_event}, {await RoleId(role)})"
            );
        return jane;
    }

    private async Task<Answer> Invite(Client by, string email, string role) =>
        (await TryInvite(by, email, role)).Must(HttpStatusCode.Created);

    private async Task<Answer> TryInvite(Client by, string email, string role) =>
        await by.PostAsync(
            "/v1/role-invites",
            Document.Of(
                "role-invite",
                null,
                new { email, role_name = role },
                ("event", "event", _event),
                ("role", "role", await RoleId(role))
            )
        );

    private static Task<Answer> Accept(Client by, string token) =>
        by.PostAsync("/v1/role_invites/accept-invite", new { data = new { token } });

    private async Task<Answer> Reassign(Client by, long row, string role) =>
        await by.PatchAsync(
            $"/v1/users-events-roles/{row}",
            Document.Of("users-events-roles", $"{row}", null, ("role", "role", await RoleId(role)))
        );

    private Task<string> TokenFor(string email) => _server.MailedTokenAsync("event_role", email);

    private async Task<string> RoleId(string role) =>
        (await _server.SqlAsync<long>($"SELECT id FROM roles WHERE name = '{role}'")).ToString(
            System.Globalization.CultureInfo.InvariantCulture
        );

    private Task<long> RowOf(Client user) =>
        _server.SqlAsync<long>($"SELECT id FROM users_events_roles WHERE user_id = {user.UserId} AND event_id = {_event}");

    private Task<long> Owners() =>
        _server.SqlAsync<long>($"SELECT count(*) FROM users_events_roles WHERE event_id = {_event} AND role_id = 1");

    private Task<string> RolesOf(Client user) =>
        _server.SqlAsync<string>(
            $"SELECT coalesce(string_agg(r.name, ',' ORDER BY r.name), '') FROM users_events_roles u JOIN roles r ON r.id = u.role_id WHERE u.user_id = {user.UserId} AND u.event_id = {_event}"
        );
}
