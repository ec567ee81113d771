using System.Net;
using System.Text.Json;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Ticketing;

/// <summary>Stations, check-ins and scans (docs/reference/check-in.md).</summary>
[TestFixture]
public sealed class CheckInTests
{
    private OpenEventServer _server = null!;
    private TicketedEvent _testEvent = null!;
    private CheckInStaff _staff = null!;
    private ApiClient _buyer = null!;
    private long _ticket;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _server = await OpenEventServer.StartAsync();
        _testEvent = await TicketedEvent.CreateAsync(_server);
        _staff = await CheckInStaff.CreateAsync(_server, _testEvent);
        _buyer = await _server.RegisterUserAsync();
        _ticket = await _testEvent.CreateTicketAsync(1000);
    }

    [OneTimeTearDown]
    public ValueTask StopAsync() => _server.DisposeAsync();

    [Test]
    public async Task Scanned_code_registers_its_attendee_once_a_day()
    {
        var (guest, code) = await CreateAttendeeAsync();
        var station = await _staff.CreateStationAsync("registration");
        var first = One(await _staff.ScanAsync(station, CheckInStaff.Scan(code)));
        Assert.That(
            (first.GetProperty("success").GetBoolean(), first.GetProperty("message").GetString()),
            Is.EqualTo((true, "Ticket register successful."))
        );
        var second = One(await _staff.ScanAsync(station, CheckInStaff.Scan(code)));
        Assert.That(
            (second.GetProperty("success").GetBoolean(), second.GetProperty("message").GetString()),
            Is.EqualTo((false, "The attendee is registered here already today."))
        );
        var seen = (await _staff.Registrar.GetAsync($"/v1/attendees/{guest}")).EnsureStatus(HttpStatusCode.OK);
        Assert.That(seen.Attribute("is-registered").GetBoolean());
        Assert.That(
            DateTimeOffset.Parse(seen.Attribute("register-times").GetString()!, System.Globalization.CultureInfo.InvariantCulture),
            Is.GreaterThan(DateTimeOffset.UnixEpoch)
        );
        Assert.That(await CountCheckInsAsync(guest), Is.EqualTo(1));
    }

    [Test]
    public async Task Check_in_by_ids_creates_a_resource_and_a_second_one_is_rejected()
    {
        var (guest, _) = await CreateAttendeeAsync();
        var station = await _staff.CreateStationAsync("registration");
        var made = (await _staff.CheckInAsync(_staff.Registrar, station, guest)).EnsureStatus(HttpStatusCode.Created);
        Assert.That(
            (made.Attribute("success").GetBoolean(), made.Attribute("message").GetString(), made.Data.GetProperty("type").GetString()),
            Is.EqualTo((true, "Ticket register successful.", "user_check_in"))
        );
        var again = await _staff.CheckInAsync(_staff.Registrar, station, guest);
        Assert.That((again.Status, again.Pointer), Is.EqualTo((HttpStatusCode.UnprocessableEntity, "/data/relationships/ticket-holder")));
    }

    [Test]
    public async Task Check_in_links_to_attendee_and_ticket_under_the_reference_names_too()
    {
        var (guest, _) = await CreateAttendeeAsync();
        var station = await _staff.CreateStationAsync("registration");
        var made = (await _staff.CheckInAsync(_staff.Registrar, station, guest)).EnsureStatus(HttpStatusCode.Created);
        var url = $"/v1/user-check-in/{made.Id()}";
        foreach (
            var (name, type, id) in new[]
            {
                ("attendee", "attendee", guest),
                ("ticket-holder", "attendee", guest),
                ("ticket", "ticket", $"{_ticket}"),
            }
        )
        {
            var linkage = (await _staff.Registrar.GetAsync($"{url}/relationships/{name}")).EnsureStatus(HttpStatusCode.OK).Data;
            Assert.That((linkage.GetProperty("type").GetString(), linkage.GetProperty("id").GetString()), Is.EqualTo((type, id)), name);
            Assert.That((await _buyer.GetAsync($"{url}/relationships/{name}")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        }

        Assert.That((await _staff.Registrar.GetAsync($"{url}/ticket")).EnsureStatus(HttpStatusCode.OK).Id(), Is.EqualTo($"{_ticket}"));
    }

    [Test]
    public async Task Session_check_in_and_check_out_alternate()
    {
        var (guest, code) = await CreateAttendeeAsync();
        var into = await _staff.CreateStationAsync("check in");
        var outOf = await _staff.CreateStationAsync("check out");
        Assert.That(await IsScanAcceptedAsync(outOf, code), Is.False, "an attendee who is not checked in cannot check out");
        Assert.That(await IsScanAcceptedAsync(into, code));
        Assert.That(await IsScanAcceptedAsync(into, code), Is.False, "an attendee cannot check in twice");
        Assert.That(await IsScanAcceptedAsync(outOf, code));
        Assert.That(await IsScanAcceptedAsync(outOf, code), Is.False);
        Assert.That(await IsScanAcceptedAsync(into, code));
        var seen = await _staff.Registrar.GetAsync($"/v1/attendees/{guest}");
        Assert.That(
            (seen.Attribute("is-checked-in").GetBoolean(), seen.Attribute("is-checked-out").GetBoolean()),
            Is.EqualTo((true, false))
        );
        Assert.That(seen.Attribute("checkin-times").GetString()!.Split(','), Has.Length.EqualTo(2));
        Assert.That(seen.Attribute("device-name-checkin").GetString(), Is.EqualTo("-,-"));
        Assert.That(seen.Attribute("checkout-times").GetString()!.Split(','), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task Session_is_required_and_must_be_in_the_stations_room()
    {
        var (_, code) = await CreateAttendeeAsync();
        var elsewhere = (
            await _testEvent.Owner.CreateAsync("microlocation", new { name = "Cellar" }, ("event", "event", _testEvent.EventId))
        ).Id();
        Assert.That(
            Message(await _staff.ScanAsync(await _staff.CreateStationAsync("check in"), CheckInStaff.Scan(code))),
            Is.EqualTo("Say which session it is.")
        );
        Assert.That(
            Message(
                await _staff.ScanAsync(await _staff.CreateStationAsync("check in", elsewhere), CheckInStaff.Scan(code, _staff.Session))
            ),
            Is.EqualTo("The session is in another room.")
        );
    }

    [Test]
    public async Task Resent_offline_batch_changes_nothing_and_gets_the_same_answer()
    {
        var (guest, code) = await CreateAttendeeAsync();
        var into = await _staff.CreateStationAsync("check in");
        Assert.That(await IsScanAcceptedAsync(into, code));
        // The first scan is rejected now, and must stay rejected when it is sent again after the attendee has checked out.
        object[] batch =
        [
            CheckInStaff.Scan(code, _staff.Session, at: "2020-01-01T10:00:00Z", device: "Phone 1"),
            CheckInStaff.Scan(code + "0", _staff.Session),
            CheckInStaff.Scan((await CreateAttendeeAsync()).Code, _staff.Session, at: "2020-01-01T09:00:00Z"),
        ];
        var first = (await _staff.ScanAsync(into, batch)).EnsureStatus(HttpStatusCode.OK);
        Assert.That(Successes(first), Is.EqualTo<bool[]>([false, false, true]));
        Assert.That(await IsScanAcceptedAsync(await _staff.CreateStationAsync("check out"), code));
        var before = await StateAsync(guest);
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => _staff.ScanAsync(into, batch)));
        Assert.That(answers.Select(a => a.Status), Is.All.EqualTo(HttpStatusCode.OK));
        foreach (var answer in answers)
            Assert.That(Successes(answer), Is.EqualTo<bool[]>([false, false, true]));
        Assert.That(answers[0].Json.GetProperty("scans")[2].GetProperty("repeated").GetBoolean());
        Assert.That(await StateAsync(guest), Is.EqualTo(before));
    }

    [Test]
    public async Task Twenty_concurrent_devices_register_one_attendee_once()
    {
        var (guest, code) = await CreateAttendeeAsync();
        var station = await _staff.CreateStationAsync("registration");
        var before = await StatisticsAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _staff.ScanAsync(station, CheckInStaff.Scan(code))));
        Assert.That(answers.Count(a => Successes(a).Single()), Is.EqualTo(1));
        Assert.That(await CountCheckInsAsync(guest), Is.EqualTo(1));
        Assert.That(
            (await _staff.Registrar.GetAsync($"/v1/attendees/{guest}")).Attribute("register-times").GetString()!.Split(','),
            Has.Length.EqualTo(1)
        );
        Assert.That(
            (await StatisticsAsync()).GetProperty("total_registered").GetInt32(),
            Is.EqualTo(before.GetProperty("total_registered").GetInt32() + 1)
        );
    }

    [Test]
    public async Task Concurrent_batches_in_any_order_do_not_deadlock()
    {
        List<string> codes = [];
        for (var i = 0; i < 8; i++)
            codes.Add((await CreateAttendeeAsync()).Code);
        var station = await _staff.CreateStationAsync("registration");
        var random = new Random(3);
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 12)
                .Select(_ => _staff.ScanAsync(station, [.. codes.OrderBy(_ => random.Next()).Select(c => CheckInStaff.Scan(c))]))
        );
        Assert.That(answers.Select(a => a.Status), Is.All.EqualTo(HttpStatusCode.OK));
        Assert.That(answers.Sum(a => Successes(a).Count(s => s)), Is.EqualTo(8));
    }

    [Test]
    public async Task Database_rejects_a_second_check_in()
    {
        var (guest, code) = await CreateAttendeeAsync();
        Assert.That(await IsScanAcceptedAsync(await _staff.CreateStationAsync("check in"), code));
        var failure = Assert.CatchAsync<Npgsql.PostgresException>(() =>
            _server.SqlAsync(
                $"""
                INSERT INTO user_check_in (event_id, station_id, ticket_holder_id, session_id, station_type, microlocation_id,
                at, day, created_at)
                SELECT event_id, station_id, ticket_holder_id, session_id, station_type, microlocation_id, at, day, created_at
                FROM user_check_in WHERE ticket_holder_id = {guest}
                """
            )
        );
        Assert.That(failure!.ConstraintName, Is.EqualTo("ux_user_check_in_open"));
    }

    [Test]
    public async Task Unpaid_ticket_and_ticket_of_another_event_are_rejected()
    {
        var order = (await TicketedEvent.OrderTicketsAsync(_buyer, _ticket, 1)).EnsureStatus(HttpStatusCode.OK);
        var seat = await _server.SqlAsync<string>($"SELECT identifier FROM attendees WHERE order_id = {order.Id()}");
        var station = await _staff.CreateStationAsync("registration");
        Assert.That(
            Message(await _staff.ScanAsync(station, CheckInStaff.Scan($"{order.Attribute("identifier").GetString()}-{seat}"))),
            Does.StartWith("The ticket admits nobody")
        );
        var id = $"{await _server.SqlAsync<long>($"SELECT id FROM attendees WHERE order_id = {order.Id()}")}";
        Assert.That((await _staff.CheckInAsync(_staff.Registrar, station, id)).Status, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        (await _staff.CheckInAsync(_testEvent.Owner, station, id)).EnsureStatus(HttpStatusCode.Created);
        var otherEvent = await TicketedEvent.CreateAsync(_server, "Elsewhere");
        var stranger = await (await CheckInStaff.CreateAsync(_server, otherEvent)).CreateAttendeeAsync(
            _buyer,
            await otherEvent.CreateTicketAsync(5),
            "hal@example.org"
        );
        Assert.That(
            Message(await _staff.ScanAsync(station, CheckInStaff.Scan(stranger.Code))),
            Is.EqualTo("There is no ticket of that code for this event.")
        );
    }

    [Test]
    public async Task Only_registrars_of_the_event_scan_count_and_export()
    {
        var (guest, code) = await CreateAttendeeAsync();
        var station = await _staff.CreateStationAsync("registration");
        var stranger = (await CheckInStaff.CreateAsync(_server, await TicketedEvent.CreateAsync(_server, "Other fair"))).Registrar;
        Assert.That(
            (await stranger.PostAsync($"/v1/stations/{station}/scans", new { scans = new[] { CheckInStaff.Scan(code) } })).Status,
            Is.EqualTo(HttpStatusCode.NotFound)
        );
        Assert.That(
            (await stranger.GetAsync($"/v1/user-check-in/stats/event/{_testEvent.EventId}")).Status,
            Is.EqualTo(HttpStatusCode.Forbidden)
        );
        Assert.That(
            (await stranger.GetAsync($"/v1/states?event_id={_testEvent.EventId}&attendee_id={guest}")).Status,
            Is.EqualTo(HttpStatusCode.Forbidden)
        );
        Assert.That((await _buyer.PostAsync("/v1/export/user-check-in/csv", new { })).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        (await _staff.ScanAsync(station, CheckInStaff.Scan(code))).EnsureStatus(HttpStatusCode.OK);
        Assert.That(
            (await stranger.PostAsync("/v1/export/user-check-in/csv", new { })).EnsureStatus(HttpStatusCode.OK).Text,
            Does.Not.Contain("Summit")
        );
        Assert.That(
            (await _server.Anonymous.GetAsync("/v1/states")).Status,
            Is.EqualTo(HttpStatusCode.Unauthorized),
            "authentication is checked before parameters"
        );
        Assert.That(
            (await _staff.Registrar.GetAsync($"/v1/states?event_id={_testEvent.EventId}&attendee_id=x")).Parameter,
            Is.EqualTo("attendee_id")
        );
        Assert.That(
            (await _staff.Registrar.GetAsync($"/v1/orders/attendees/{guest}.pdf")).Status,
            Is.EqualTo(HttpStatusCode.Forbidden),
            "registrars cannot get ticket PDFs"
        );
        var state = (await _staff.Registrar.GetAsync($"/v1/states?event_id={_testEvent.EventId}&attendee_id={guest}"))
            .EnsureStatus(HttpStatusCode.OK)
            .Json;
        Assert.That(state.GetProperty("is_registered").GetBoolean());
    }

    [Test]
    public async Task Csv_export_escapes_spreadsheet_formulas()
    {
        var (guest, code) = await CreateAttendeeAsync();
        await _server.SqlAsync($"UPDATE attendees SET firstname = '=HYPERLINK(\"x\")' WHERE id = {guest}");
        (
            await _staff.ScanAsync(await _staff.CreateStationAsync("daily"), CheckInStaff.Scan(code, _staff.Session, device: "Phone, 2"))
        ).EnsureStatus(HttpStatusCode.OK);
        var table = (await _staff.Registrar.PostAsync("/v1/export/user-check-in/csv", new { type = "daily" })).EnsureStatus(
            HttpStatusCode.OK
        );
        Assert.That(table.ContentHeaders.ContentType!.MediaType, Is.EqualTo("text/csv"));
        Assert.That(table.Text, Does.Contain("\"'=HYPERLINK(\"\"x\"\")\"").And.Contain("\"Phone, 2\"").And.Contain("\"Keynote\""));
    }

    [Test]
    public async Task Session_statistics_include_check_ins_and_the_last_manual_count()
    {
        var (_, code) = await CreateAttendeeAsync();
        var into = await _staff.CreateStationAsync("check in");
        Assert.That(await IsScanAcceptedAsync(into, code));
        foreach (var n in new[] { 7, 9 })
            (
                await _staff.Registrar.PostAsync(
                    "/v1/station-store-paxs",
                    JsonApiDocument.Of(
                        "station-store-pax",
                        null,
                        new { current_pax = n },
                        ("station", "station", into),
                        ("session", "session", _staff.Session)
                    )
                )
            ).EnsureStatus(HttpStatusCode.Created);
        var counted = (await _staff.Registrar.GetAsync($"/v1/user-check-in/stats/event/{_testEvent.EventId}?session_ids={_staff.Session}"))
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
                await _server.SqlAsync<long>(
                    $"""
                    SELECT count(DISTINCT ticket_holder_id) FROM user_check_in WHERE session_id = {_staff.Session}
                    AND station_type = 'check in' AND day = (now() AT TIME ZONE (SELECT timezone FROM events
                    WHERE id = {_testEvent.EventId}))::date
                    """
                )
            )
        );
    }

    [Test]
    public async Task Event_team_undoes_a_check_in()
    {
        var (guest, _) = await CreateAttendeeAsync();
        var station = await _staff.CreateStationAsync("registration");
        var made = (await _staff.CheckInAsync(_staff.Registrar, station, guest)).EnsureStatus(HttpStatusCode.Created);
        Assert.That((await _staff.Registrar.DeleteAsync($"/v1/user-check-in/{made.Id()}")).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        (await _testEvent.Owner.DeleteAsync($"/v1/user-check-in/{made.Id()}")).EnsureStatus(HttpStatusCode.OK);
        Assert.That((await _staff.Registrar.GetAsync($"/v1/attendees/{guest}")).Attribute("is-registered").GetBoolean(), Is.False);
        (await _staff.CheckInAsync(_staff.Registrar, station, guest)).EnsureStatus(HttpStatusCode.Created);
    }

    [Test]
    public async Task Station_with_check_ins_cannot_be_deleted()
    {
        var (guest, _) = await CreateAttendeeAsync();
        var station = await _staff.CreateStationAsync("registration");
        (await _staff.CheckInAsync(_staff.Registrar, station, guest)).EnsureStatus(HttpStatusCode.Created);
        Assert.That((await _testEvent.Owner.DeleteAsync($"/v1/stations/{station}")).Status, Is.EqualTo(HttpStatusCode.Conflict));
    }

    private async Task<(string Id, string Code)> CreateAttendeeAsync() =>
        await _staff.CreateAttendeeAsync(_buyer, _ticket, $"guest-{Guid.NewGuid():n}@example.org");

    private async Task<bool> IsScanAcceptedAsync(string station, string code) =>
        Successes((await _staff.ScanAsync(station, CheckInStaff.Scan(code, _staff.Session))).EnsureStatus(HttpStatusCode.OK)).Single();

    private async Task<JsonElement> StatisticsAsync() =>
        (await _staff.Registrar.GetAsync($"/v1/user-check-in/stats/event/{_testEvent.EventId}")).EnsureStatus(HttpStatusCode.OK).Json;

    private Task<long> CountCheckInsAsync(string guest) =>
        _server.SqlAsync<long>($"SELECT count(*) FROM user_check_in WHERE ticket_holder_id = {guest}");

    /// <summary>All check-ins and scans of the event and the attendee's row, as text.</summary>
    private Task<string> StateAsync(string guest) =>
        _server.SqlAsync<string>(
            $"""
            SELECT (SELECT string_agg(c::text, ';' ORDER BY c.id) FROM user_check_in c WHERE event_id = {_testEvent.EventId})
            || (SELECT string_agg(s::text, ';' ORDER BY s.scan_id) FROM scans s WHERE event_id = {_testEvent.EventId})
            || (SELECT a::text FROM attendees a WHERE id = {guest})
            """
        );

    private static JsonElement One(ApiResponse answer) => answer.EnsureStatus(HttpStatusCode.OK).Json.GetProperty("scans")[0];

    private static string? Message(ApiResponse answer) => One(answer).GetProperty("message").GetString();

    private static bool[] Successes(ApiResponse answer) =>
        [.. answer.Json.GetProperty("scans").EnumerateArray().Select(s => s.GetProperty("success").GetBoolean())];
}
