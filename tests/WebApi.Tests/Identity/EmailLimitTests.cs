using System.Net;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;
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
            Is.EqualTo(HttpStatusCode.Created).Or.EqualTo(HttpStatusCode.TooManyRequests),
            "another owner has another limit"
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
