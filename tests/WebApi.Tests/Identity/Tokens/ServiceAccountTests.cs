using System.Globalization;
using System.Net;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Events;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Identity.Tokens;

/// <summary>Service accounts: who makes them, what they may do, and what they are shown as (docs/tokens.md).</summary>
[TestFixture]
public sealed class ServiceAccountTests : AccessTokenFixture
{
    private const string Registrar = "7";

    [Test]
    public async Task A_check_in_device_acts_with_the_role_of_its_service_account()
    {
        var (_, user) = await CreateAccountAsync(Owner, Registrar);
        var (_, token) = await CreateTokenAsync(Owner, "attendees:write events:read ticketing:read", ("user", "user", user));
        Assert.That(token, Does.StartWith("oe_svc_"));
        var device = ClientOf(token);
        Assert.That(await StatusOfAsync(device.GetAsync($"/v1/events/{EventId}/stations")), Is.EqualTo(200));
        Assert.That(await StatusOfAsync(CreateFaqAsync(device, EventId)), Is.EqualTo(403), "neither scope nor role");
        var (_, wide) = await CreateTokenAsync(Owner, "write", ("user", "user", user));
        Assert.That(await StatusOfAsync(CreateFaqAsync(ClientOf(wide), EventId)), Is.EqualTo(403), "the role is a registrar's");
    }

    [Test]
    public async Task Team_list_marks_a_service_account()
    {
        var (_, user) = await CreateAccountAsync(Owner, "3");
        var team = (await Owner.GetAsync($"/v1/events/{EventId}/roles?include=user")).EnsureStatus(HttpStatusCode.OK);
        var shown = team.Json.GetProperty("included").EnumerateArray().Single(r => r.GetProperty("id").GetString() == user);
        Assert.That(shown.GetProperty("attributes").GetProperty("is-service-account").GetBoolean());
        Assert.That(shown.GetProperty("attributes").GetProperty("public-name").GetString(), Is.EqualTo("Desk 1"));
    }

    [Test]
    public async Task A_service_account_gets_no_email_that_a_team_member_gets()
    {
        const string Organizer = "2";
        var (_, user) = await CreateAccountAsync(Owner, Organizer);
        var account = await EmailOfAsync(user);
        var member = await TestEvents.AddMemberAsync(Server, EventId, int.Parse(Organizer, CultureInfo.InvariantCulture));
        var sender = await Server.RegisterUserAsync();
        (await sender.PostAsync($"/v1/events/{EventId}/contact-organizer", new { email = "Is there parking?" })).EnsureStatus(
            HttpStatusCode.OK
        );
        await Server.ProcessOutboxAsync();
        Assert.That((await CountEmailsAsync(member.Email), await CountEmailsAsync(account)), Is.EqualTo((1L, 0L)));

        Task<long> CountEmailsAsync(string recipient) =>
            Server.SqlAsync<long>($"SELECT count(*) FROM mails WHERE recipient = '{recipient}' AND action = 'contact_organizers'");
    }

    [Test]
    public async Task A_service_account_cannot_sign_in_and_owns_nothing()
    {
        var (_, user) = await CreateAccountAsync(Owner, "2");
        var signIn = await Server.Anonymous.SignInAsync(await EmailOfAsync(user), "");
        Assert.That((int)signIn.Status, Is.AnyOf(400, 401, 422));
        var (_, token) = await CreateTokenAsync(Owner, "write", ("user", "user", user));
        var answer = await ClientOf(token)
            .PostAsync(
                "/v1/events",
                JsonApiDocument.Of(
                    "event",
                    null,
                    new
                    {
                        name = "Own",
                        timezone = "UTC",
                        starts_at = "2099-05-01T09:00:00Z",
                        ends_at = "2099-05-01T18:00:00Z",
                    }
                )
            );
        Assert.That(((int)answer.Status, answer.Detail), Is.EqualTo((403, "This token is limited to other events.")));
        Assert.That(await StatusOfAsync(ClientOf(token).PostAsync($"/v1/events/{EventId}/copy", new { })), Is.EqualTo(403));
    }

    [Test]
    public async Task Only_organizers_make_a_service_account_and_never_with_the_role_of_the_owner()
    {
        var stranger = await Server.RegisterUserAsync();
        Assert.That(await StatusOfAsync(TryCreateAccountAsync(stranger, Registrar)), Is.EqualTo(403));
        var member = await Server.RegisterUserAsync();
        await Server.SqlAsync($"INSERT INTO users_events_roles (user_id, event_id, role_id) VALUES ({member.UserId}, {EventId}, 3)");
        Assert.That(await StatusOfAsync(TryCreateAccountAsync(member, Registrar)), Is.EqualTo(403));
        Assert.That(await StatusOfAsync(TryCreateAccountAsync(Owner, "1")), Is.EqualTo(403));
        Assert.That(await StatusOfAsync(TryCreateAccountAsync(Owner, "6")), Is.EqualTo(422), "a role without permissions");
    }

    [Test]
    public async Task Tokens_of_a_service_account_are_made_by_organizers_of_its_event_only()
    {
        var (_, user) = await CreateAccountAsync(Owner, Registrar);
        var member = await Server.RegisterUserAsync();
        await Server.SqlAsync($"INSERT INTO users_events_roles (user_id, event_id, role_id) VALUES ({member.UserId}, {EventId}, 3)");
        Assert.That(await StatusOfAsync(TryCreateTokenAsync(member, "read", ("user", "user", user))), Is.EqualTo(403));
        var organizer = await Server.RegisterUserAsync();
        await Server.SqlAsync($"INSERT INTO users_events_roles (user_id, event_id, role_id) VALUES ({organizer.UserId}, {EventId}, 2)");
        var (id, token) = await CreateTokenAsync(organizer, "read", ("user", "user", user));
        var shown = (await Owner.GetAsync($"/v1/access-tokens/{id}")).EnsureStatus(HttpStatusCode.OK);
        Assert.That(shown.Attribute("created-by-id").GetInt64(), Is.EqualTo(organizer.UserId));
        (await Owner.DeleteAsync($"/v1/access-tokens/{id}")).EnsureStatus(HttpStatusCode.OK);
        Assert.That(await StatusOfAsync(ClientOf(token).GetAsync("/v1/events")), Is.EqualTo(401));
    }

    [Test]
    public async Task Deleting_a_service_account_ends_its_tokens_and_removes_it_from_the_team()
    {
        var (id, user) = await CreateAccountAsync(Owner, Registrar);
        var (_, token) = await CreateTokenAsync(Owner, "read", ("user", "user", user));
        (await Owner.DeleteAsync($"/v1/service-accounts/{id}")).EnsureStatus(HttpStatusCode.OK);
        Assert.That(await StatusOfAsync(ClientOf(token).GetAsync("/v1/events")), Is.EqualTo(401));
        Assert.That(await Server.SqlAsync<long>($"SELECT count(*) FROM users_events_roles WHERE user_id = {user}"), Is.EqualTo(0));
    }

    [Test]
    public async Task Administrators_make_a_service_account_without_an_event_and_others_do_not()
    {
        var body = JsonApiDocument.Of("service-account", null, new { name = "Lab robot" });
        Assert.That(await StatusOfAsync(Owner.PostAsync("/v1/service-accounts", body)), Is.EqualTo(403));
        var made = (await Server.Admin.PostAsync("/v1/service-accounts", body)).EnsureStatus(HttpStatusCode.Created);
        var user = $"{made.Attribute("user-id")}";
        var (_, token) = await CreateTokenAsync(Server.Admin, "lab:write", ("user", "user", user));
        Assert.That(await StatusOfAsync(ClientOf(token).GetAsync("/v1/lab/devices")), Is.EqualTo(200));
        Assert.That(await StatusOfAsync(ClientOf(token).GetAsync("/v1/events")), Is.EqualTo(403));
    }

    [Test]
    public async Task A_service_account_has_a_role_that_changes_only_with_the_account()
    {
        var (_, user) = await CreateAccountAsync(Owner, Registrar);
        var row = await Server.SqlAsync<long>($"SELECT id FROM users_events_roles WHERE user_id = {user}");
        var url = $"/v1/users-events-roles/{row}";
        var body = JsonApiDocument.Of("users-events-roles", $"{row}", new { }, ("role", "role", "3"));
        Assert.That(await StatusOfAsync(Owner.PatchAsync(url, body)), Is.EqualTo(409));
        Assert.That(await StatusOfAsync(Owner.DeleteAsync(url)), Is.EqualTo(409));
        var member = await Server.RegisterUserAsync();
        await Server.SqlAsync($"UPDATE users_events_roles SET user_id = {member.UserId} WHERE id = {row}");
        Assert.That(await StatusOfAsync(Owner.PatchAsync(url, body)), Is.EqualTo(200), "a person");
        Assert.That(await StatusOfAsync(Owner.DeleteAsync(url)), Is.EqualTo(200));
    }

    [Test]
    public async Task A_service_account_is_invited_to_nothing()
    {
        var (_, user) = await CreateAccountAsync(Owner, Registrar);
        var refused = await InviteAsync(await EmailOfAsync(user));
        Assert.That(((int)refused.Status, refused.Pointer), Is.EqualTo((422, "/data/attributes/email")));
        Assert.That((int)(await InviteAsync("person@example.org")).Status, Is.EqualTo(201));

        Task<ApiResponse> InviteAsync(string email) =>
            Owner.PostAsync(
                "/v1/role-invites",
                JsonApiDocument.Of("role-invite", null, new { email }, ("event", "event", EventId), ("role", "role", Registrar))
            );
    }

    [TestCase("UPDATE users SET is_blocked = true WHERE id = {maker}")]
    [TestCase("UPDATE users SET deleted_at = now() WHERE id = {maker}")]
    [TestCase("DELETE FROM users_events_roles WHERE user_id = {maker}")]
    [TestCase("UPDATE users_events_roles SET role_id = 3 WHERE user_id = {maker}")]
    public async Task Its_token_ends_when_its_maker_may_no_longer_manage_it(string change)
    {
        var (_, user) = await CreateAccountAsync(Owner, Registrar);
        var maker = await Server.RegisterUserAsync();
        await Server.SqlAsync($"INSERT INTO users_events_roles (user_id, event_id, role_id) VALUES ({maker.UserId}, {EventId}, 2)");
        var made = ClientOf((await CreateTokenAsync(maker, "read", ("user", "user", user))).Token);
        var other = ClientOf((await CreateTokenAsync(Owner, "read", ("user", "user", user))).Token);
        Assert.That(await StatusOfAsync(made.GetAsync("/v1/events")), Is.EqualTo(200));
        await Server.SqlAsync(change.Replace("{maker}", $"{maker.UserId}", StringComparison.Ordinal));
        Assert.That(await StatusOfAsync(made.GetAsync("/v1/events")), Is.EqualTo(401));
        Assert.That(await StatusOfAsync(other.GetAsync("/v1/events")), Is.EqualTo(200));
    }

    [Test]
    public async Task Its_token_ends_with_its_event()
    {
        var ending = await CreateEventAsync("Closing Day");
        var account = (
            await Owner.PostAsync(
                "/v1/service-accounts",
                JsonApiDocument.Of("service-account", null, new { name = "Desk" }, ("event", "event", ending), ("role", "role", Registrar))
            )
        ).EnsureStatus(HttpStatusCode.Created);
        var (_, token) = await CreateTokenAsync(Owner, "read", ("user", "user", $"{account.Attribute("user-id")}"));
        Assert.That(await StatusOfAsync(ClientOf(token).GetAsync("/v1/events")), Is.EqualTo(200));
        (await Owner.DeleteAsync($"/v1/events/{ending}")).EnsureStatus(HttpStatusCode.OK);
        Assert.That(await StatusOfAsync(ClientOf(token).GetAsync("/v1/events")), Is.EqualTo(401));
    }

    private Task<ApiResponse> TryCreateAccountAsync(ApiClient client, string role) =>
        client.PostAsync(
            "/v1/service-accounts",
            JsonApiDocument.Of("service-account", null, new { name = "Desk 1" }, ("event", "event", EventId), ("role", "role", role))
        );

    private async Task<(string Id, string User)> CreateAccountAsync(ApiClient client, string role)
    {
        var made = (await TryCreateAccountAsync(client, role)).EnsureStatus(HttpStatusCode.Created);
        return (made.Id(), $"{made.Attribute("user-id")}");
    }

    private Task<string> EmailOfAsync(string user) => Server.SqlAsync<string>($"SELECT email FROM users WHERE id = {user}");
}
