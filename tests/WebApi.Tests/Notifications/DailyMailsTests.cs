using System.Globalization;
using System.Net;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using OpenEvent.Application.Events;
using OpenEvent.Application.Program;
using OpenEvent.Application.Ticketing;
using OpenEvent.WebApi.Tests.Harness;
using OpenEvent.WebApi.Tests.Ticketing;

namespace OpenEvent.WebApi.Tests.Notifications;

/// <summary>The mails of the daily round (<c>spec/openevent/behaviours.md</c> §12). The round is of a day long past, so that a test sets the dates that it needs.</summary>
[TestFixture]
public sealed class DailyMailsTests : ServerFixture
{
    private static readonly DateTimeOffset Round = new(2021, 6, 10, 5, 30, 0, TimeSpan.Zero);

    [TestCase(-1, "ticket_sales_end", "VIP, Adult")]
    [TestCase(1, "ticket_sales_end_tomorrow", "VIP, Adult")]
    [TestCase(7, "ticket_sales_end_next_week", "VIP, Adult")]
    public async Task Organizers_hear_once_of_all_tickets_whose_sale_ends(int days, string kind, string tickets)
    {
        var office = await BoxOffice.OpenAsync(Server);
        var helper = await HelperAsync(office, "organizer");
        var coorganizer = await HelperAsync(office, "coorganizer");
        foreach (var name in tickets.Split(", "))
            await EndsAsync(await office.TicketAsync(10, name), Round.AddDays(days));
        await EndsAsync(await office.TicketAsync(10, "Another day's"), Round.AddDays(3));
        for (var i = 0; i < 2; i++)
            await RunAsync(after => new RemindOfSalesEnds(Round, after));
        await Server.WorkOffAsync();

        Assert.That(await KindsAsync(office.Owner.Email!), Is.EqualTo(kind));
        Assert.That(await KindsAsync(helper.Email!), Is.EqualTo(kind));
        Assert.That(await KindsAsync(coorganizer.Email!), Is.Empty);
        var text = await Server.SqlAsync<string>(
            $"SELECT message FROM mails WHERE recipient = '{office.Owner.Email}' AND action = '{kind}'"
        );
        foreach (var name in tickets.Split(", "))
            Assert.That(text, Does.Contain($"- {name}: "));
        Assert.That(text, Does.Not.Contain("Another day"));
    }

    [Test]
    public async Task Nobody_hears_of_drafts_deleted_tickets_or_deleted_events()
    {
        var (draft, gone, thrown) = (
            await BoxOffice.OpenAsync(Server),
            await BoxOffice.OpenAsync(Server),
            await BoxOffice.OpenAsync(Server)
        );
        foreach (var office in new[] { draft, gone, thrown })
            await EndsAsync(await office.TicketAsync(10), Round.AddDays(1));
        await Server.SqlAsync(
            $"UPDATE events SET state = 'Draft' WHERE id = {draft.EventId}; UPDATE events SET deleted_at = now() WHERE id = {gone.EventId}; UPDATE tickets SET deleted_at = now() WHERE event_id = {thrown.EventId}"
        );
        await RunAsync(after => new RemindOfSalesEnds(Round, after));
        await Server.WorkOffAsync();
        foreach (var office in new[] { draft, gone, thrown })
            Assert.That(await KindsAsync(office.Owner.Email!), Is.Empty);
    }

    [Test]
    public async Task The_day_after_an_event_its_organizers_and_those_who_spoke_get_a_letter_each_once()
    {
        var office = await BoxOffice.OpenAsync(Server);
        await Server.SqlAsync($"UPDATE events SET is_sessions_speakers_enabled = true WHERE id = {office.EventId}");
        await SpeakerAsync(office, "spoke@example.org", "confirmed");
        await SpeakerAsync(office, "twice@example.org", "accepted", "confirmed");
        await SpeakerAsync(office, "refused@example.org", "rejected");
        await SpeakerAsync(office, "waits@example.org", "pending");
        await EndedAsync(office, Round.AddDays(-1));
        for (var i = 0; i < 2; i++)
        {
            await RunAsync(after => new FollowUpEvents(Round, after));
            await RunAsync(after => new ThankSpeakers(Round, after));
        }

        await Server.WorkOffAsync();
        Assert.That(await KindsAsync(office.Owner.Email!), Is.EqualTo("after_event"));
        foreach (var spoke in new[] { "spoke", "twice" })
            Assert.That(await KindsAsync($"{spoke}@example.org"), Is.EqualTo("after_event_speaker"));
        foreach (var not in new[] { "refused", "waits" })
            Assert.That(await KindsAsync($"{not}@example.org"), Is.Empty);
    }

    [TestCase("2021-06-10T05:00:00Z", "UTC", false, TestName = "An_event_that_ended_today_waits")]
    [TestCase("2021-06-09T23:00:00Z", "Asia/Tokyo", false, TestName = "It_is_today_by_the_events_calendar")]
    [TestCase("2021-06-10T04:00:00Z", "Pacific/Honolulu", false, TestName = "Nor_is_it_the_day_after_there")]
    [TestCase("2021-06-09T23:00:00Z", "UTC", true, TestName = "An_event_that_ended_yesterday_is_due")]
    [TestCase("2021-06-07T01:00:00Z", "UTC", true, TestName = "AServer_that_was_down_for_two_days_catches_up")]
    [TestCase("2021-06-06T23:00:00Z", "UTC", false, TestName = "An_event_of_long_ago_is_left_in_peace")]
    public async Task An_event_is_followed_up_from_the_day_after(string endedAt, string zone, bool isDue)
    {
        var office = await BoxOffice.OpenAsync(Server);
        await EndedAsync(office, DateTimeOffset.Parse(endedAt, CultureInfo.InvariantCulture), zone);
        await RunAsync(after => new FollowUpEvents(Round, after));
        await Server.WorkOffAsync();
        Assert.That(await KindsAsync(office.Owner.Email!), Is.EqualTo(isDue ? "after_event" : ""));
    }

    [Test]
    public async Task More_events_than_one_look_takes_are_all_seen()
    {
        var office = await BoxOffice.OpenAsync(Server, "Copied");
        await EndedAsync(office, Round.AddDays(-1));
        await Server.SqlAsync(
            $"""
            CREATE TEMP TABLE copies ON COMMIT PRESERVE ROWS AS SELECT * FROM events, generate_series(1, 250) AS n WHERE id = {office.EventId};
            UPDATE copies SET id = nextval(pg_get_serial_sequence('events', 'id')), identifier = 'copy' || n;
            ALTER TABLE copies DROP COLUMN n;
            INSERT INTO events OVERRIDING SYSTEM VALUE SELECT * FROM copies;
            INSERT INTO users_events_roles (user_id, event_id, role_id) SELECT {office.Owner.UserId}, id, 1 FROM events WHERE identifier LIKE 'copy%';
            """
        );
        await RunAsync(after => new FollowUpEvents(Round, after));
        Assert.That(await Server.SqlAsync<long>("SELECT count(*) FROM outbox WHERE key LIKE 'AfterEvent copy%'"), Is.EqualTo(250));
        await Server.SqlAsync(
            "DELETE FROM outbox WHERE key LIKE 'AfterEvent copy%'; UPDATE events SET ends_at = '2099-01-01' WHERE identifier LIKE 'copy%'"
        );
    }

    private async Task RunAsync(Func<long, IRequest<long?>> command)
    {
        for (long? at = 0; at is { } after; )
        {
            await using var scope = Server.App.Services.CreateAsyncScope();
            at = await scope.ServiceProvider.GetRequiredService<IMediator>().Send(command(after));
        }
    }

    private Task<int> EndsAsync(long ticket, DateTimeOffset at) =>
        Server.SqlAsync($"UPDATE tickets SET sales_ends_at = '{at:O}' WHERE id = {ticket}");

    private Task<int> EndedAsync(BoxOffice office, DateTimeOffset at, string zone = "UTC") =>
        Server.SqlAsync(
            $"UPDATE events SET starts_at = '{at.AddHours(-5):O}', ends_at = '{at:O}', timezone = '{zone}' WHERE id = {office.EventId}"
        );

    private async Task<Client> HelperAsync(BoxOffice office, string role)
    {
        var helper = await Server.SomebodyAsync();
        await Server.SqlAsync(
            $"INSERT INTO users_events_roles (user_id, event_id, role_id) SELECT {helper.UserId}, {office.EventId}, id FROM roles WHERE name = '{role}'"
        );
        return helper;
    }

    private async Task SpeakerAsync(BoxOffice office, string email, params string[] states)
    {
        var speaker = (
            await office.Owner.CreateAsync(
                "speaker",
                new
                {
                    name = "Sam",
                    email,
                    is_email_overridden = true,
                },
                ("event", "event", office.EventId)
            )
        ).Must(HttpStatusCode.Created);
        foreach (var state in states)
        {
            var session = (
                await office.Owner.CreateAsync("session", new { title = "Talk", state }, ("event", "event", office.EventId))
            ).Must(HttpStatusCode.Created);
            await Server.SqlAsync($"INSERT INTO session_speaker (session_id, speaker_id) VALUES ({session.Id()}, {speaker.Id()})");
        }
    }

    /// <summary>The kinds of mail that somebody got; what he is told when he registers and when a session comes in is not the day's.</summary>
    private Task<string> KindsAsync(string to) =>
        Server.SqlAsync<string>(
            $"SELECT coalesce(string_agg(action, ' ' ORDER BY action), '') FROM mails WHERE recipient = '{to}' AND action NOT IN ('user_confirmation', 'new_session')"
        );
}
