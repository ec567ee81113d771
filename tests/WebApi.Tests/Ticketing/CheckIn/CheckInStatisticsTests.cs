using System.Net;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Ticketing;

/// <summary>Statistics and exports of check-ins, and who may read them (docs/reference/check-in.md).</summary>
[TestFixture]
public sealed class CheckInStatisticsTests : CheckInFixture
{
    [Test]
    public async Task Only_registrars_of_the_event_scan_count_and_export()
    {
        var (guest, code) = await CreateAttendeeAsync();
        var station = await Staff.CreateStationAsync("registration");
        var stranger = (await CheckInStaff.CreateAsync(Server, await TicketedEvent.CreateAsync(Server, "Other fair"))).Registrar;
        Assert.That(
            (await stranger.PostAsync($"/v1/stations/{station}/scans", new { scans = new[] { CheckInStaff.Scan(code) } })).Status,
            Is.EqualTo(HttpStatusCode.NotFound)
        );
        Assert.That(
            (await stranger.GetAsync($"/v1/user-check-in/stats/event/{TestEvent.EventId}")).Status,
            Is.EqualTo(HttpStatusCode.Forbidden)
        );
        Assert.That(
            (await stranger.GetAsync($"/v1/states?event_id={TestEvent.EventId}&attendee_id={guest}")).Status,
            Is.EqualTo(HttpStatusCode.Forbidden)
        );
        Assert.That((await Buyer.PostAsync("/v1/export/user-check-in/csv", new { })).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        (await Staff.ScanAsync(station, CheckInStaff.Scan(code))).EnsureStatus(HttpStatusCode.OK);
        Assert.That(
            (await stranger.PostAsync("/v1/export/user-check-in/csv", new { })).EnsureStatus(HttpStatusCode.OK).Text,
            Does.Not.Contain("Summit")
        );
        Assert.That(
            (await Server.Anonymous.GetAsync("/v1/states")).Status,
            Is.EqualTo(HttpStatusCode.Unauthorized),
            "authentication is checked before parameters"
        );
        Assert.That(
            (await Staff.Registrar.GetAsync($"/v1/states?event_id={TestEvent.EventId}&attendee_id=x")).Parameter,
            Is.EqualTo("attendee_id")
        );
        Assert.That(
            (await Staff.Registrar.GetAsync($"/v1/orders/attendees/{guest}.pdf")).Status,
            Is.EqualTo(HttpStatusCode.Forbidden),
            "registrars cannot get ticket PDFs"
        );
        var state = (await Staff.Registrar.GetAsync($"/v1/states?event_id={TestEvent.EventId}&attendee_id={guest}"))
            .EnsureStatus(HttpStatusCode.OK)
            .Json;
        Assert.That(state.GetProperty("is_registered").GetBoolean());
    }

    [Test]
    public async Task Csv_export_escapes_spreadsheet_formulas()
    {
        var (guest, code) = await CreateAttendeeAsync();
        await Server.SqlAsync(
            $"UPDATE attendees SET firstname = '=HYPERLINK(\"x\")', lastname = '-1+1', email = '@sum' WHERE id = {guest}"
        );
        (
            await Staff.ScanAsync(await Staff.CreateStationAsync("daily"), CheckInStaff.Scan(code, Staff.Session, device: "Phone, 2"))
        ).EnsureStatus(HttpStatusCode.OK);
        var table = (await Staff.Registrar.PostAsync("/v1/export/user-check-in/csv", new { type = "daily" })).EnsureStatus(
            HttpStatusCode.OK
        );
        Assert.That(table.ContentHeaders.ContentType!.MediaType, Is.EqualTo("text/csv"));
        var lines = table.Text.TrimStart('\uFEFF').Split("\r\n");
        Assert.That(lines[0], Is.EqualTo("Event,Station,Type,Room,Session,Time,First name,Last name,E-mail,Ticket,Device"));
        Assert.That(lines[^1], Is.Empty, "each line ends with CRLF (RFC 4180)");
        var line = lines.Single(l => l.Contains("HYPERLINK", StringComparison.Ordinal));
        Assert.That(line, Does.Contain("\"'=HYPERLINK(\"\"x\"\")\",\"'-1+1\",\"'@sum\",").And.EndWith(",\"Phone, 2\""));
        Assert.That(line, Does.Contain("\"Keynote\""));
    }

    [Test]
    public async Task Session_statistics_include_check_ins_and_the_last_manual_count()
    {
        var (_, code) = await CreateAttendeeAsync();
        var into = await Staff.CreateStationAsync("check in");
        Assert.That(await IsScanAcceptedAsync(into, code));
        foreach (var n in new[] { 7, 9 })
            (
                await Staff.Registrar.PostAsync(
                    "/v1/station-store-paxs",
                    JsonApiDocument.Of(
                        "station-store-pax",
                        null,
                        new { current_pax = n },
                        ("station", "station", into),
                        ("session", "session", Staff.Session)
                    )
                )
            ).EnsureStatus(HttpStatusCode.Created);
        var counted = (await Staff.Registrar.GetAsync($"/v1/user-check-in/stats/event/{TestEvent.EventId}?session_ids={Staff.Session}"))
            .EnsureStatus(HttpStatusCode.OK)
            .Json;
        var session = counted.GetProperty("session_stats")[0];
        Assert.That(
            (
                session.GetProperty("session_name").GetString(),
                session.GetProperty("manual_count").GetProperty("Desk for check in").GetInt32()
            ),
            Is.EqualTo(("Keynote", 9))
        );
        Assert.That(
            session.GetProperty("check_in").GetInt32(),
            Is.EqualTo(
                await Server.SqlAsync<long>(
                    $"""
                    SELECT count(DISTINCT ticket_holder_id) FROM user_check_in WHERE session_id = {Staff.Session}
                    AND station_type = 'check in' AND day = (now() AT TIME ZONE (SELECT timezone FROM events
                    WHERE id = {TestEvent.EventId}))::date
                    """
                )
            )
        );
    }

    [Test]
    public async Task People_who_no_longer_hold_a_ticket_are_counted_apart()
    {
        var own = await TicketedEvent.CreateAsync(Server, "Cancelled");
        var staff = await CheckInStaff.CreateAsync(Server, own);
        var ticket = await own.CreateTicketAsync(10);
        var station = await staff.CreateStationAsync("registration");
        List<string> guests = [];
        for (var i = 0; i < 4; i++)
        {
            var (id, code) = await staff.CreateAttendeeAsync(Buyer, ticket, $"guest-{Guid.NewGuid():n}@example.org");
            guests.Add(id);
            if (i < 3)
                (await staff.ScanAsync(station, CheckInStaff.Scan(code))).EnsureStatus(HttpStatusCode.OK);
        }

        async Task<(int, int, int, int)> CountAsync()
        {
            var counts = (await staff.Registrar.GetAsync($"/v1/user-check-in/stats/event/{own.EventId}"))
                .EnsureStatus(HttpStatusCode.OK)
                .Json;
            int Read(string name) => counts.GetProperty(name).GetInt32();
            return (Read("total_attendee"), Read("total_registered"), Read("total_not_checked_in"), Read("total_without_ticket"));
        }

        Assert.That(await CountAsync(), Is.EqualTo((4, 3, 1, 0)));
        await Server.SqlAsync(
            $"UPDATE orders SET status = 'Cancelled' WHERE id IN (SELECT order_id FROM attendees WHERE id IN ({string.Join(',', guests)}))"
        );
        Assert.That(await CountAsync(), Is.EqualTo((0, 0, 0, 3)));
    }
}
