using System.Net;
using MimeKit;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Ticketing;

/// <summary>Who hears of an order, by mail and on his notifications page (<c>spec/openevent/behaviours.md</c> §1.6, §12).</summary>
[TestFixture]
public sealed class OrderNotificationTests : TicketedEventFixture
{
    [Test]
    public async Task Team_buyer_and_attendees_with_accounts_are_notified_of_a_sale_once()
    {
        var (buyer, holder, helper, claimant) = (
            await Server.RegisterUserAsync(),
            await Server.RegisterUserAsync(),
            await TeamAsync(3),
            await Server.RegisterUserAsync(verified: false)
        );
        var order = await CompletedAsync(buyer, buyer.Email, holder.Email, claimant.Email, "nobody@example.org");
        await Server.SqlAsync("UPDATE outbox SET state = 'Waiting', available_at = now() WHERE kind = 'order-completed'"); // a job that forgot that it was done
        await Server.ProcessOutboxAsync();

        Assert.That(await NotesAsync(buyer, order), Is.EqualTo<string[]>(["ticket_purchased"]));
        Assert.That(await NotesAsync(holder, order), Is.EqualTo<string[]>(["ticket_purchased_attendee"]));
        Assert.That(await NotesAsync(claimant, order), Is.Empty, "the address is not known to be his");
        Assert.That(await NotesAsync(TestEvent.Owner, order), Is.Empty, "the team has a mail");
        foreach (var member in new[] { TestEvent.Owner, helper })
        {
            var letter = ReadEmails(member.Email).Single(l => l.TextBody!.Contains(order, StringComparison.Ordinal));
            Assert.That(letter.Subject, Is.EqualTo("New order for Summit"));
            Assert.That(letter.TextBody, Does.Contain("4 × "));
        }

        Assert.That(ReadEmails(buyer.Email).Select(l => l.Subject), Has.None.EqualTo("New order for Summit"));
        var calendar = ReadEmails(buyer.Email).Single(l => l.Subject == "Your tickets for Summit").Attachments.Single();
        Assert.That(calendar.ContentType.MimeType, Is.EqualTo("text/calendar"));
    }

    [Test]
    public async Task Organizer_who_buys_at_their_own_event_gets_no_sale_email()
    {
        var order = await CompletedAsync(TestEvent.Owner, "one@example.org");
        Assert.That(
            ReadEmails(TestEvent.Owner.Email).Where(l => l.TextBody!.Contains(order, StringComparison.Ordinal)).Select(l => l.Subject),
            Is.EqualTo<string[]>(["Your tickets for Summit"])
        );
    }

    [Test]
    public async Task Buyer_and_organizers_are_notified_of_a_cancelled_order()
    {
        var (buyer, organizer, helper) = (await Server.RegisterUserAsync(), await TeamAsync(2), await TeamAsync(3));
        var order = await CompletedAsync(buyer, "two@example.org");
        var id = await Server.SqlAsync<long>($"SELECT id FROM orders WHERE identifier = '{order}'");
        (await TicketedEvent.UpdateOrderAsync(TestEvent.Owner, $"{id}", new { status = "cancelled" })).EnsureStatus(HttpStatusCode.OK);
        Assert.That(await NotesAsync(buyer, order), Is.EqualTo<string[]>(["ticket_purchased", "ticket_cancelled"]));
        Assert.That(await NotesAsync(organizer, order), Is.EqualTo<string[]>(["ticket_cancelled_organizer"]));
        Assert.That(await NotesAsync(helper, order), Is.Empty, "the owner and the organizers are told");
    }

    [Test]
    public async Task Organizers_are_notified_of_a_new_session()
    {
        var helper = await TeamAsync(3);
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
        var notes = (await TestEvent.Owner.GetAsync($"/v1/users/{TestEvent.Owner.UserId}/notifications"))
            .EnsureStatus(HttpStatusCode.OK)
            .Data.EnumerateArray()
            .Select(n => n.GetProperty("attributes").GetProperty("content"))
            .Where(c => c.GetProperty("type").GetString() == "new_session")
            .ToList();
        Assert.That(
            notes.Select(n =>
                (
                    n.GetProperty("session").GetInt64().ToString(System.Globalization.CultureInfo.InvariantCulture),
                    n.GetProperty("session_title").GetString()
                )
            ),
            Is.EqualTo<(string, string?)[]>([(session.Id(), "Gears")])
        );
        Assert.That((await helper.GetAsync($"/v1/users/{helper.UserId}/notifications")).Text, Does.Not.Contain("new_session"));
    }

    private async Task<ApiClient> TeamAsync(int role)
    {
        var member = await Server.RegisterUserAsync();
        await Server.SqlAsync(
            $"INSERT INTO users_events_roles (user_id, event_id, role_id) VALUES ({member.UserId}, {TestEvent.EventId}, {role})"
        );
        return member;
    }

    /// <returns>The order's identifier.</returns>
    private async Task<string> CompletedAsync(ApiClient buyer, params string[] attendees)
    {
        var order = await TicketedEvent.CheckoutAsync(buyer, await TestEvent.CreateTicketAsync(10), attendees);
        var submitted = (await TicketedEvent.UpdateOrderAsync(buyer, order.Id(), new { status = "pending" })).EnsureStatus(
            HttpStatusCode.OK
        );
        await Server.ProcessOutboxAsync();
        return submitted.Attribute("identifier").GetString()!;
    }

    private static async Task<string[]> NotesAsync(ApiClient who, string order) =>
        [
            .. (await who.GetAsync($"/v1/users/{who.UserId}/notifications?sort=id"))
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
                .Where(l => l.To.Mailboxes.Single().Address == to),
        ];
}
