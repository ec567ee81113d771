using System.Net;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;
using OpenEvent.WebApi.Tests.Program;
using OpenEvent.WebApi.Tests.Ticketing;

namespace OpenEvent.WebApi.Tests.Identity;

/// <summary>
/// Routes that send e-mails or show which addresses have accounts are limited by user, client address and recipient
/// (docs/reference/accounts.md#limits).
/// </summary>
[TestFixture]
public sealed class EmailLimitTests
{
    [Test]
    public async Task Registrations_of_a_client_address_are_limited_also_when_they_are_rejected()
    {
        await using var server = await OpenEventServer.StartAsync("--Auth:RegistrationsPerAddressAndHour=3");
        Assert.That((await RegisterAsync(server.Anonymous, "a@example.org")).Status, Is.EqualTo(HttpStatusCode.Created));
        for (var i = 0; i < 2; i++)
            Assert.That((await RegisterAsync(server.Anonymous, "a@example.org")).Status, Is.EqualTo(HttpStatusCode.Conflict));
        var rejected = await RegisterAsync(server.Anonymous, "b@example.org");
        Assert.That((int)rejected.Status, Is.EqualTo(429));
        Assert.That(rejected.Headers.RetryAfter, Is.Not.Null);
        Assert.That(await server.SqlAsync<long>("SELECT count(*) FROM users WHERE email = 'b@example.org'"), Is.Zero);
        Assert.That((await RegisterAsync(server.Admin, "b@example.org")).Status, Is.EqualTo(HttpStatusCode.Created), "staff");
    }

    [Test]
    public async Task Registrations_of_one_email_address_are_limited()
    {
        await using var server = await OpenEventServer.StartAsync("--Auth:RegistrationsPerEmailAndHour=2");
        await RegisterAsync(server.Anonymous, "a@example.org");
        await RegisterAsync(server.Anonymous, " A@example.org");
        Assert.That((int)(await RegisterAsync(server.Anonymous, "a@example.org")).Status, Is.EqualTo(429));
        Assert.That((await RegisterAsync(server.Anonymous, "b@example.org")).Status, Is.EqualTo(HttpStatusCode.Created), "another one");
    }

    [Test]
    public async Task Role_invites_of_a_user_are_limited()
    {
        await using var server = await OpenEventServer.StartAsync("--Auth:EmailsPerAccountAndHour=3");
        var testEvent = await TicketedEvent.CreateAsync(server);
        for (var i = 0; i < 3; i++)
            (await InviteAsync(server, testEvent, $"guest{i}@example.org")).EnsureStatus(HttpStatusCode.Created);
        Assert.That((int)(await InviteAsync(server, testEvent, "guest3@example.org")).Status, Is.EqualTo(429));
        Assert.That(await server.SqlAsync<long>("SELECT count(*) FROM outbox WHERE payload->>'Template' = 'event_role'"), Is.EqualTo(3));
        var other = await TicketedEvent.CreateAsync(server, "Other");
        Assert.That(
            (await InviteAsync(server, other, "guest3@example.org")).Status,
            Is.EqualTo(HttpStatusCode.Created),
            "another owner has another limit"
        );
    }

    /// <summary>A rejection shows that the address has an account.</summary>
    [Test]
    public async Task Changes_of_the_address_are_limited_also_when_they_are_rejected()
    {
        await using var server = await OpenEventServer.StartAsync("--Auth:EmailsPerAccountAndHour=3");
        var user = await server.RegisterUserAsync();
        var target = await server.RegisterUserAsync();
        for (var i = 0; i < 3; i++)
            Assert.That((await ChangeAsync(target.Email)).Status, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That((int)(await ChangeAsync(target.Email)).Status, Is.EqualTo(429));
        Assert.That((int)(await ChangeAsync("new@example.org")).Status, Is.EqualTo(429));
        Assert.That((await ChangeAsync(user.Email)).Status, Is.EqualTo(HttpStatusCode.OK), "clients send the whole account");

        Task<ApiResponse> ChangeAsync(string email) =>
            user.PatchAsync($"/v1/users/{user.UserId}", JsonApiDocument.Of("user", $"{user.UserId}", new { email }));
    }

    [Test]
    public async Task Rejected_changes_of_the_address_do_not_keep_another_person_from_it()
    {
        await using var server = await OpenEventServer.StartAsync("--Auth:EmailsPerRecipientAndHour=1");
        foreach (var isOwner in new[] { false, true })
        {
            var user = await server.RegisterUserAsync();
            var document = new { email = "wanted@example.org", is_admin = !isOwner };
            var answer = await user.PatchAsync($"/v1/users/{user.UserId}", JsonApiDocument.Of("user", $"{user.UserId}", document));
            Assert.That(answer.Status, Is.EqualTo(isOwner ? HttpStatusCode.OK : HttpStatusCode.Forbidden), answer.Text);
        }
    }

    /// <summary>Anyone can submit sessions to an event with a call for speakers, and each is an e-mail to its organizers.</summary>
    [Test]
    public async Task Submitted_sessions_of_a_user_are_limited_and_those_of_the_team_are_not()
    {
        await using var server = await OpenEventServer.StartAsync("--Auth:EmailsPerAccountAndHour=2");
        var testEvent = await SessionTestEvent.CreateAsync(server);
        var speaker = await server.RegisterUserAsync();
        for (var i = 0; i < 2; i++)
            Assert.That((await SubmitAsync(speaker)).Status, Is.EqualTo(HttpStatusCode.Created));
        Assert.That((int)(await SubmitAsync(speaker)).Status, Is.EqualTo(429));
        Assert.That((await SubmitAsync(await server.RegisterUserAsync())).Status, Is.EqualTo(HttpStatusCode.Created), "another speaker");
        for (var i = 0; i < 3; i++)
            Assert.That((await SubmitAsync(testEvent.Owner)).Status, Is.EqualTo(HttpStatusCode.Created));

        Task<ApiResponse> SubmitAsync(ApiClient client) =>
            client.PostAsync(
                "/v1/sessions",
                JsonApiDocument.Of("session", null, new { title = "Gears", state = "pending" }, ("event", "event", testEvent.EventId))
            );
    }

    [Test]
    public async Task Role_invites_to_one_recipient_are_limited_whether_new_or_sent_again()
    {
        await using var server = await OpenEventServer.StartAsync("--Auth:EmailsPerRecipientAndHour=3");
        var testEvent = await TicketedEvent.CreateAsync(server);
        var invite = (await InviteAsync(server, testEvent, "guest@example.org")).EnsureStatus(HttpStatusCode.Created).Id();
        var resend = $"/v1/role-invites/{invite}/resend-invite";
        for (var i = 0; i < 2; i++)
            (await testEvent.Owner.PostAsync(resend, null)).EnsureStatus(HttpStatusCode.OK);
        Assert.That((int)(await testEvent.Owner.PostAsync(resend, null)).Status, Is.EqualTo(429));
        var other = await TicketedEvent.CreateAsync(server, "Other");
        Assert.That((int)(await InviteAsync(server, other, "guest@example.org")).Status, Is.EqualTo(429), "from another event, too");
        Assert.That((await InviteAsync(server, other, "guest2@example.org")).Status, Is.EqualTo(HttpStatusCode.Created));
    }

    private static Task<ApiResponse> RegisterAsync(ApiClient client, string email) =>
        client.PostAsync("/v1/users", JsonApiDocument.Of("user", null, new { email, password = OpenEventServer.Password }));

    private static async Task<ApiResponse> InviteAsync(OpenEventServer server, TicketedEvent testEvent, string email) =>
        await testEvent.Owner.PostAsync(
            "/v1/role-invites",
            JsonApiDocument.Of(
                "role-invite",
                null,
                new { email },
                ("event", "event", testEvent.EventId),
                ("role", "role", await server.GetRoleIdAsync("organizer"))
            )
        );
}
