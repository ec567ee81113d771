using System.Globalization;
using System.Net;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using OpenEvent.Application.Common;
using OpenEvent.Application.Events;
using OpenEvent.Application.Program;
using OpenEvent.Application.Ticketing;
using OpenEvent.WebApi.Tests.Harness;
using OpenEvent.WebApi.Tests.Ticketing;

namespace OpenEvent.WebApi.Tests.Notifications;

/// <summary>
/// The daily e-mails (docs/reference/emails.md#daily-e-mails). The job runs for a day in the past, so that no other test data is due.
/// </summary>
[TestFixture]
public sealed class DailyEmailsTests : ServerFixture
{
    private static readonly DateTimeOffset RunAt = new(2021, 6, 10, 5, 30, 0, TimeSpan.Zero);

    [TestCase(-1, "ticket_sales_end", "VIP, Adult")]
    [TestCase(1, "ticket_sales_end_tomorrow", "VIP, Adult")]
    [TestCase(7, "ticket_sales_end_next_week", "VIP, Adult")]
    public async Task Organizers_get_one_email_for_all_tickets_whose_sale_ends(int days, string kind, string tickets)
    {
        var testEvent = await TicketedEvent.CreateAsync(Server);
        var organizer = await AddMemberAsync(testEvent, "organizer");
        var coorganizer = await AddMemberAsync(testEvent, "coorganizer");
        foreach (var name in tickets.Split(", "))
            await SetSalesEndAsync(await testEvent.CreateTicketAsync(10, name), RunAt.AddDays(days));
        await SetSalesEndAsync(await testEvent.CreateTicketAsync(10, "Another day's"), RunAt.AddDays(3));
        for (var i = 0; i < 2; i++)
            await RunAsync(after => new SendSalesEndReminders(RunAt, after));
        await Server.ProcessOutboxAsync();

        Assert.That(await GetEmailKindsAsync(testEvent.Owner.Email!), Is.EqualTo(kind));
        Assert.That(await GetEmailKindsAsync(organizer.Email!), Is.EqualTo(kind));
        Assert.That(await GetEmailKindsAsync(coorganizer.Email!), Is.Empty);
        var text = await Server.SqlAsync<string>(
            $"SELECT message FROM mails WHERE recipient = '{testEvent.Owner.Email}' AND action = '{kind}'"
        );
        foreach (var name in tickets.Split(", "))
            Assert.That(text, Does.Contain($"- {name}: "));
        Assert.That(text, Does.Not.Contain("Another day"));
    }

    [Test]
    public async Task Drafts_deleted_tickets_and_deleted_events_send_no_email()
    {
        var draft = await TicketedEvent.CreateAsync(Server);
        var deletedEvent = await TicketedEvent.CreateAsync(Server);
        var deletedTicket = await TicketedEvent.CreateAsync(Server);
        foreach (var testEvent in new[] { draft, deletedEvent, deletedTicket })
            await SetSalesEndAsync(await testEvent.CreateTicketAsync(10), RunAt.AddDays(1));
        await Server.SqlAsync(
            $"""
            UPDATE events SET state = 'Draft' WHERE id = {draft.EventId};
            UPDATE events SET deleted_at = now() WHERE id = {deletedEvent.EventId};
            UPDATE tickets SET deleted_at = now() WHERE event_id = {deletedTicket.EventId}
            """
        );
        await RunAsync(after => new SendSalesEndReminders(RunAt, after));
        await Server.ProcessOutboxAsync();
        foreach (var testEvent in new[] { draft, deletedEvent, deletedTicket })
            Assert.That(await GetEmailKindsAsync(testEvent.Owner.Email!), Is.Empty);
    }

    [Test]
    public async Task The_day_before_an_event_organizers_get_one_email_unless_they_declined()
    {
        var testEvent = await TicketedEvent.CreateAsync(Server);
        var organizer = await AddMemberAsync(testEvent, "organizer");
        var declining = await AddMemberAsync(testEvent, "organizer");
        await Server.SqlAsync(
            $"""
            UPDATE events SET starts_at = '{RunAt.AddDays(1):O}', ends_at = '{RunAt.AddDays(2):O}' WHERE id = {testEvent.EventId};
            DELETE FROM email_notifications WHERE event_id = {testEvent.EventId} AND user_id = {declining.UserId};
            INSERT INTO email_notifications (event_id, user_id, next_event) VALUES ({testEvent.EventId}, {declining.UserId}, false)
            """
        );
        foreach (var days in new[] { -1, 0, 0, 1 })
            await RunAsync(after => new SendNextEventEmails(RunAt.AddDays(days), after));
        await Server.ProcessOutboxAsync();
        Assert.That(await GetEmailKindsAsync(testEvent.Owner.Email!), Is.EqualTo("next_event"));
        Assert.That(await GetEmailKindsAsync(organizer.Email!), Is.EqualTo("next_event"));
        Assert.That(await GetEmailKindsAsync(declining.Email!), Is.Empty);
    }

    [Test]
    public async Task The_day_after_an_event_organizers_and_speakers_get_one_email_each()
    {
        var testEvent = await TicketedEvent.CreateAsync(Server);
        await Server.SqlAsync($"UPDATE events SET is_sessions_speakers_enabled = true WHERE id = {testEvent.EventId}");
        await AddSpeakerAsync(testEvent, "spoke@example.org", "confirmed");
        await AddSpeakerAsync(testEvent, "twice@example.org", "accepted", "confirmed");
        await AddSpeakerAsync(testEvent, "refused@example.org", "rejected");
        await AddSpeakerAsync(testEvent, "waits@example.org", "pending");
        await SetEventEndAsync(testEvent, RunAt.AddDays(-1));
        for (var i = 0; i < 2; i++)
        {
            await RunAsync(after => new SendAfterEventEmails(RunAt, after));
            await RunAsync(after => new SendSpeakerThanks(RunAt, after));
        }

        await Server.ProcessOutboxAsync();
        Assert.That(await GetEmailKindsAsync(testEvent.Owner.Email!), Is.EqualTo("after_event"));
        foreach (var speaker in new[] { "spoke", "twice" })
            Assert.That(await GetEmailKindsAsync($"{speaker}@example.org"), Is.EqualTo("after_event_speaker"));
        foreach (var other in new[] { "refused", "waits" })
            Assert.That(await GetEmailKindsAsync($"{other}@example.org"), Is.Empty);
    }

    [TestCase("2021-06-10T05:00:00Z", "UTC", false, TestName = "An_event_that_ended_today_gets_no_email_yet")]
    [TestCase("2021-06-09T23:00:00Z", "Asia/Tokyo", false, TestName = "An_event_that_ended_today_in_its_time_zone_gets_no_email_yet")]
    [TestCase("2021-06-10T04:00:00Z", "Pacific/Honolulu", false, TestName = "An_event_whose_local_day_is_not_over_gets_no_email_yet")]
    [TestCase("2021-06-09T23:00:00Z", "UTC", true, TestName = "An_event_that_ended_yesterday_gets_an_email")]
    [TestCase("2021-06-07T01:00:00Z", "UTC", true, TestName = "An_event_that_ended_during_a_two_day_outage_gets_an_email")]
    [TestCase("2021-06-06T23:00:00Z", "UTC", false, TestName = "An_event_that_ended_earlier_gets_no_email")]
    public async Task After_event_emails_are_sent_from_the_next_day(string endedAt, string zone, bool isDue)
    {
        var testEvent = await TicketedEvent.CreateAsync(Server);
        await SetEventEndAsync(testEvent, DateTimeOffset.Parse(endedAt, CultureInfo.InvariantCulture), zone);
        await RunAsync(after => new SendAfterEventEmails(RunAt, after));
        await Server.ProcessOutboxAsync();
        Assert.That(await GetEmailKindsAsync(testEvent.Owner.Email!), Is.EqualTo(isDue ? "after_event" : ""));
    }

    [Test]
    public async Task More_events_than_one_batch_are_all_processed()
    {
        var testEvent = await TicketedEvent.CreateAsync(Server, "Copied");
        await SetEventEndAsync(testEvent, RunAt.AddDays(-1));
        await Server.SqlAsync(
            $"""
            CREATE TEMP TABLE copies ON COMMIT PRESERVE ROWS AS SELECT * FROM events, generate_series(1, 250) AS n
            WHERE id = {testEvent.EventId};
            UPDATE copies SET id = nextval(pg_get_serial_sequence('events', 'id')), identifier = 'copy' || n;
            ALTER TABLE copies DROP COLUMN n, DROP COLUMN search_vector, DROP COLUMN heading_vector;
            INSERT INTO events OVERRIDING SYSTEM VALUE SELECT * FROM copies;
            INSERT INTO users_events_roles (user_id, event_id, role_id) SELECT {testEvent.Owner.UserId}, id, 1 FROM events
            WHERE identifier LIKE 'copy%';
            """
        );
        await RunAsync(after => new SendAfterEventEmails(RunAt, after));
        Assert.That(await Server.SqlAsync<long>("SELECT count(*) FROM outbox WHERE key LIKE 'AfterEvent copy%'"), Is.EqualTo(250));
        await Server.SqlAsync(
            """
            DELETE FROM outbox WHERE key LIKE 'AfterEvent copy%';
            UPDATE events SET ends_at = '2099-01-01' WHERE identifier LIKE 'copy%'
            """
        );
    }

    private async Task RunAsync(Func<long, IRequest<long?>> command)
    {
        for (long? at = 0; at is { } after; )
        {
            await using var scope = Server.App.Services.CreateServerScope();
            at = await scope.ServiceProvider.GetRequiredService<IMediator>().Send(command(after));
        }
    }

    private Task<int> SetSalesEndAsync(long ticket, DateTimeOffset at) =>
        Server.SqlAsync($"UPDATE tickets SET sales_ends_at = '{at:O}' WHERE id = {ticket}");

    private Task<int> SetEventEndAsync(TicketedEvent testEvent, DateTimeOffset at, string zone = "UTC") =>
        Server.SqlAsync(
            $"UPDATE events SET starts_at = '{at.AddHours(-5):O}', ends_at = '{at:O}', timezone = '{zone}' WHERE id = {testEvent.EventId}"
        );

    private async Task<ApiClient> AddMemberAsync(TicketedEvent testEvent, string role)
    {
        var organizer = await Server.RegisterUserAsync();
        await Server.SqlAsync(
            $"""
            INSERT INTO users_events_roles (user_id, event_id, role_id) SELECT {organizer.UserId}, {testEvent.EventId}, id
            FROM roles WHERE name = '{role}'
            """
        );
        return organizer;
    }

    private async Task AddSpeakerAsync(TicketedEvent testEvent, string email, params string[] states)
    {
        var speaker = (
            await testEvent.Owner.CreateAsync(
                "speaker",
                new
                {
                    name = "Sam",
                    email,
                    is_email_overridden = true,
                },
                ("event", "event", testEvent.EventId)
            )
        ).EnsureStatus(HttpStatusCode.Created);
        foreach (var state in states)
        {
            var session = (
                await testEvent.Owner.CreateAsync("session", new { title = "Talk", state }, ("event", "event", testEvent.EventId))
            ).EnsureStatus(HttpStatusCode.Created);
            await Server.SqlAsync($"INSERT INTO session_speaker (session_id, speaker_id) VALUES ({session.Id()}, {speaker.Id()})");
        }
    }

    /// <summary>The kinds of daily e-mails to an address, without those about registration and new sessions.</summary>
    private Task<string> GetEmailKindsAsync(string to) =>
        Server.SqlAsync<string>(
            $"""
            SELECT coalesce(string_agg(action, ' ' ORDER BY action), '') FROM mails WHERE recipient = '{to}'
            AND action NOT IN ('user_confirmation', 'new_session')
            """
        );
}
