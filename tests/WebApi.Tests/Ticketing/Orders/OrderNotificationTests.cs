using System.Net;
using MimeKit;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Ticketing;

/// <summary>E-mails and notifications about orders (docs/reference/emails.md#order-e-mails).</summary>
[TestFixture]
public sealed class OrderNotificationTests : TicketedEventFixture
{
    [Test]
    public async Task Team_buyer_and_attendees_with_accounts_are_notified_of_a_sale_once()
    {
        var buyer = await Server.RegisterUserAsync();
        var holder = await Server.RegisterUserAsync();
        var helper = await AddMemberAsync(3);
        var claimant = await Server.RegisterUserAsync(verified: false);
        var order = await CompleteOrderAsync(buyer, buyer.Email, holder.Email, claimant.Email, "nobody@example.org");
        // The job runs a second time.
        await Server.SqlAsync("UPDATE outbox SET state = 'Waiting', available_at = now() WHERE kind = 'order-completed'");
        await Server.ProcessOutboxAsync();

        Assert.That(await GetNotificationKindsAsync(buyer, order), Is.EqualTo<string[]>(["ticket_purchased"]));
        Assert.That(await GetNotificationKindsAsync(holder, order), Is.EqualTo<string[]>(["ticket_purchased_attendee"]));
        Assert.That(await GetNotificationKindsAsync(claimant, order), Is.Empty, "their address is not verified");
        Assert.That(await GetNotificationKindsAsync(TestEvent.Owner, order), Is.Empty, "the team gets an e-mail");
        foreach (var member in new[] { TestEvent.Owner, helper })
        {
            var email = ReadEmails(member.Email).Single(m => m.TextBody!.Contains(order, StringComparison.Ordinal));
            Assert.That(email.Subject, Is.EqualTo("New order for Summit"));
            Assert.That(email.TextBody, Does.Contain("4 × "));
        }

        Assert.That(ReadEmails(buyer.Email).Select(m => m.Subject), Has.None.EqualTo("New order for Summit"));
        var calendar = ReadEmails(buyer.Email).Single(m => m.Subject == "Your tickets for Summit").Attachments.Single();
        Assert.That(calendar.ContentType.MimeType, Is.EqualTo("text/calendar"));
    }

    [Test]
    public async Task Organizer_who_buys_at_their_own_event_gets_no_sale_email()
    {
        var order = await CompleteOrderAsync(TestEvent.Owner, "one@example.org");
        Assert.That(
            ReadEmails(TestEvent.Owner.Email).Where(m => m.TextBody!.Contains(order, StringComparison.Ordinal)).Select(m => m.Subject),
            Is.EqualTo<string[]>(["Your tickets for Summit"])
        );
    }

    [Test]
    public async Task Buyer_and_organizers_are_notified_of_a_cancelled_order()
    {
        var buyer = await Server.RegisterUserAsync();
        var organizer = await AddMemberAsync(2);
        var helper = await AddMemberAsync(3);
        var order = await CompleteOrderAsync(buyer, "two@example.org");
        var id = await Server.SqlAsync<long>($"SELECT id FROM orders WHERE identifier = '{order}'");
        (await TicketedEvent.UpdateOrderAsync(TestEvent.Owner, $"{id}", new { status = "cancelled" })).EnsureStatus(HttpStatusCode.OK);
        Assert.That(await GetNotificationKindsAsync(buyer, order), Is.EqualTo<string[]>(["ticket_purchased", "ticket_cancelled"]));
        Assert.That(await GetNotificationKindsAsync(organizer, order), Is.EqualTo<string[]>(["ticket_cancelled_organizer"]));
        Assert.That(await GetNotificationKindsAsync(helper, order), Is.Empty, "only the owner and organizers are notified");
    }

    [Test]
    public async Task Organizers_are_notified_of_a_new_session()
    {
        var helper = await AddMemberAsync(3);
        (
            await TestEvent.Owner.PatchAsync(
                $"/v1/events/{TestEvent.EventId}",
                JsonApiDocument.Of("event", TestEvent.EventId, new { is_sessions_speakers_enabled = true })
            )
        ).EnsureStatus(HttpStatusCode.OK);
        var track = await TestEvent.Owner.CreateAsync(
            "track",
            new { name = "Main", color = "#a94442" },
            ("event", "event", TestEvent.EventId)
        );
        var session = await TestEvent.Owner.CreateAsync(
            "session",
            new { title = "Gears", state = "pending" },
            ("event", "event", TestEvent.EventId),
            ("track", "track", track.Id())
        );
        var newSessions = (await TestEvent.Owner.GetAsync($"/v1/users/{TestEvent.Owner.UserId}/notifications"))
            .EnsureStatus(HttpStatusCode.OK)
            .Data.EnumerateArray()
            .Select(n => n.GetProperty("attributes").GetProperty("content"))
            .Where(c => c.GetProperty("type").GetString() == "new_session")
            .ToList();
        Assert.That(
            newSessions.Select(n =>
                (
                    n.GetProperty("session").GetInt64().ToString(System.Globalization.CultureInfo.InvariantCulture),
                    n.GetProperty("session_title").GetString()
                )
            ),
            Is.EqualTo<(string, string?)[]>([(session.Id(), "Gears")])
        );
        Assert.That((await helper.GetAsync($"/v1/users/{helper.UserId}/notifications")).Text, Does.Not.Contain("new_session"));
    }

    [Test]
    public async Task Event_team_resends_tickets_at_most_five_times_a_minute()
    {
        var buyer = await Server.RegisterUserAsync();
        var order = await TicketedEvent.CheckoutAsync(buyer, await TestEvent.CreateTicketAsync(10), "again@example.org");
        var body = new { data = new { order = order.Attribute("identifier").GetString(), user = "again@example.org" } };
        Assert.That(
            (await TestEvent.Owner.PostAsync("/v1/orders/resend-email", body)).Status,
            Is.EqualTo(HttpStatusCode.UnprocessableEntity),
            "the order has no tickets yet"
        );
        (await TicketedEvent.UpdateOrderAsync(buyer, order.Id(), new { status = "pending" })).EnsureStatus(HttpStatusCode.OK);
        Assert.That((await buyer.PostAsync("/v1/orders/resend-email", body)).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        (await TestEvent.Owner.PostAsync("/v1/orders/resend-email", body)).EnsureStatus(HttpStatusCode.OK);
        await Server.ProcessOutboxAsync();
        Assert.That(TestEvent.ReadTicketEmails()["again@example.org"].Count(), Is.EqualTo(2));
        // The test may take longer than the minute of the limit.
        await Server.SqlAsync("UPDATE throttle_counters SET until = now() + interval '1 hour'");
        for (var i = 0; i < 4; i++)
            (await TestEvent.Owner.PostAsync("/v1/orders/resend-email", body)).EnsureStatus(HttpStatusCode.OK);
        Assert.That((await TestEvent.Owner.PostAsync("/v1/orders/resend-email", body)).Status, Is.EqualTo(HttpStatusCode.TooManyRequests));
        (
            await buyer.PostAsync(
                "/v1/attendees/send-receipt",
                new Dictionary<string, string?> { ["order-identifier"] = order.Attribute("identifier").GetString() }
            )
        ).EnsureStatus(HttpStatusCode.OK);
    }

    private async Task<ApiClient> AddMemberAsync(int role)
    {
        var member = await Server.RegisterUserAsync();
        await Server.SqlAsync(
            $"INSERT INTO users_events_roles (user_id, event_id, role_id) VALUES ({member.UserId}, {TestEvent.EventId}, {role})"
        );
        return member;
    }

    /// <returns>The order's identifier.</returns>
    private async Task<string> CompleteOrderAsync(ApiClient buyer, params string[] attendees)
    {
        var order = await TicketedEvent.CheckoutAsync(buyer, await TestEvent.CreateTicketAsync(10), attendees);
        var submitted = (await TicketedEvent.UpdateOrderAsync(buyer, order.Id(), new { status = "pending" })).EnsureStatus(
            HttpStatusCode.OK
        );
        await Server.ProcessOutboxAsync();
        return submitted.Attribute("identifier").GetString()!;
    }

    private static async Task<string[]> GetNotificationKindsAsync(ApiClient client, string order) =>
        [
            .. (await client.GetAsync($"/v1/users/{client.UserId}/notifications?sort=id"))
                .EnsureStatus(HttpStatusCode.OK)
                .Data.EnumerateArray()
                .Select(n => n.GetProperty("attributes").GetProperty("content"))
                .Where(c => c.TryGetProperty("order", out var of) && of.GetString() == order)
                .Select(c => c.GetProperty("type").GetString()!),
        ];

    private List<MimeMessage> ReadEmails(string to) =>
        [
            .. Directory
                .GetFiles(Path.Combine(Server.DataDirectory, "mail"), "*.eml")
                .Select(file => MimeMessage.Load(file))
                .Where(m => m.To.Mailboxes.Single().Address == to),
        ];
}
