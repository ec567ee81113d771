using System.Net;
using System.Text.Json;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Ticketing;

/// <summary>The door: stations, check-ins and scans, as <c>spec/openevent/behaviours.md</c> §2 has them.</summary>
[TestFixture]
public sealed class CheckInTests
{
    private OpenEventServer _server = null!;
    private BoxOffice _office = null!;
    private DoorStaff _door = null!;
    private Client _buyer = null!;
    private long _ticket;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _server = await OpenEventServer.StartAsync();
        _office = await BoxOffice.OpenAsync(_server);
        _door = await DoorStaff.EmployAsync(_server, _office);
        _buyer = await _server.SomebodyAsync();
        _ticket = await _office.TicketAsync(1000);
    }

    [OneTimeTearDown]
    public ValueTask StopAsync() => _server.DisposeAsync();

    [Test]
    public async Task A_scanned_code_registers_its_attendee_once_a_day()
    {
        var (guest, code) = await GuestAsync();
        var station = await _door.StationAsync("registration");
        var first = One(await _door.ScanAsync(station, DoorStaff.Scan(code)));
        Assert.That(
            (first.GetProperty("success").GetBoolean(), first.GetProperty("message").GetString()),
            Is.EqualTo((true, "Ticket register successful."))
        );
        var second = One(await _door.ScanAsync(station, DoorStaff.Scan(code)));
        Assert.That(
            (second.GetProperty("success").GetBoolean(), second.GetProperty("message").GetString()),
            Is.EqualTo((false, "The attendee is registered here already today."))
        );
        var seen = (await _door.Registrar.GetAsync($"/v1/attendees/{guest}")).Must(HttpStatusCode.OK);
        Assert.That(seen.Attribute("is-registered").GetBoolean());
        Assert.That(
            DateTimeOffset.Parse(seen.Attribute("register-times").GetString()!, System.Globalization.CultureInfo.InvariantCulture),
            Is.GreaterThan(DateTimeOffset.UnixEpoch)
        );
        Assert.That(await RowsAsync(guest), Is.EqualTo(1));
    }

    [Test]
    public async Task By_ids_it_is_a_resource_and_a_second_one_is_refused()
    {
        var (guest, _) = await GuestAsync();
        var station = await _door.StationAsync("registration");
        var made = (await _door.CheckInAsync(_door.Registrar, station, guest)).Must(HttpStatusCode.Created);
        Assert.That(
            (made.Attribute("success").GetBoolean(), made.Attribute("message").GetString(), made.Data.GetProperty("type").GetString()),
            Is.EqualTo((true, "Ticket register successful.", "user_check_in"))
        );
        var again = await _door.CheckInAsync(_door.Registrar, station, guest);
        Assert.That((again.Status, again.Pointer), Is.EqualTo((HttpStatusCode.UnprocessableEntity, "/data/relationships/ticket-holder")));
    }

    [Test]
    public async Task It_leads_to_the_attendee_and_his_ticket_by_the_references_names_too()
    {
        var (guest, _) = await GuestAsync();
        var url =
            $"/v1/user-check-in/{(await _door.CheckInAsync(_door.Registrar, await _door.StationAsync("registration"), guest)).Must(HttpStatusCode.Created).Id()}";
        foreach (
            var (name, type, id) in new[]
            {
                ("attendee", "attendee", guest),
                ("ticket-holder", "attendee", guest),
                ("ticket", "ticket", $"{_ticket}"),
            }
        )
        {
            var linkage = (await _door.Registrar.GetAsync($"{url}/relationships/{name}")).Must(HttpStatusCode.OK).Data;
            Assert.That((linkage.GetProperty("type").GetString(), linkage.GetProperty("id").GetString()), Is.EqualTo((type, id)), name);
            Assert.That((await _buyer.GetAsync($"{url}/relationships/{name}")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        }

        Assert.That((await _door.Registrar.GetAsync($"{url}/ticket")).Must(HttpStatusCode.OK).Id(), Is.EqualTo($"{_ticket}"));
    }

    [Test]
    public async Task In_and_out_of_a_session_take_turns()
    {
        var (guest, code) = await GuestAsync();
        var (into, outOf) = (await _door.StationAsync("check in"), await _door.StationAsync("check out"));
        Assert.That(await PassesAsync(outOf, code), Is.False, "nobody leaves who is not in");
        Assert.That(await PassesAsync(into, code));
        Assert.That(await PassesAsync(into, code), Is.False, "nobody comes in twice");
        Assert.That(await PassesAsync(outOf, code));
        Assert.That(await PassesAsync(outOf, code), Is.False);
        Assert.That(await PassesAsync(into, code));
        var seen = await _door.Registrar.GetAsync($"/v1/attendees/{guest}");
        Assert.That(
            (seen.Attribute("is-checked-in").GetBoolean(), seen.Attribute("is-checked-out").GetBoolean()),
            Is.EqualTo((true, false))
        );
        Assert.That(seen.Attribute("checkin-times").GetString()!.Split(','), Has.Length.EqualTo(2));
        Assert.That(seen.Attribute("device-name-checkin").GetString(), Is.EqualTo("-,-"));
        Assert.That(seen.Attribute("checkout-times").GetString()!.Split(','), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task A_session_must_be_named_and_be_in_the_stations_room()
    {
        var (_, code) = await GuestAsync();
        var elsewhere = (
            await _office.Owner.CreateAsync("microlocation", new { name = "Cellar" }, ("event", "event", _office.EventId))
        ).Id();
        Assert.That(
            Message(await _door.ScanAsync(await _door.StationAsync("check in"), DoorStaff.Scan(code))),
            Is.EqualTo("Say which session it is.")
        );
        Assert.That(
            Message(await _door.ScanAsync(await _door.StationAsync("check in", elsewhere), DoorStaff.Scan(code, _door.Session))),
            Is.EqualTo("The session is in another room.")
        );
    }

    [Test]
    public async Task A_batch_from_an_offline_device_sent_again_leaves_the_same_state_and_gets_the_same_answer()
    {
        var (guest, code) = await GuestAsync();
        var into = await _door.StationAsync("check in");
        Assert.That(await PassesAsync(into, code));
        // Refused now, and it must stay refused when it is sent again after he has left.
        object[] batch =
        [
            DoorStaff.Scan(code, _door.Session, at: "2020-01-01T10:00:00Z", device: "Phone 1"),
            DoorStaff.Scan(code + "0", _door.Session),
            DoorStaff.Scan((await GuestAsync()).Code, _door.Session, at: "2020-01-01T09:00:00Z"),
        ];
        var first = (await _door.ScanAsync(into, batch)).Must(HttpStatusCode.OK);
        Assert.That(Successes(first), Is.EqualTo<bool[]>([false, false, true]));
        Assert.That(await PassesAsync(await _door.StationAsync("check out"), code));
        var before = await StateAsync(guest);
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => _door.ScanAsync(into, batch)));
        Assert.That(answers.Select(a => a.Status), Is.All.EqualTo(HttpStatusCode.OK));
        foreach (var answer in answers)
            Assert.That(Successes(answer), Is.EqualTo<bool[]>([false, false, true]));
        Assert.That(answers[0].Json.GetProperty("scans")[2].GetProperty("repeated").GetBoolean());
        Assert.That(await StateAsync(guest), Is.EqualTo(before));
    }

    [Test]
    public async Task Twenty_devices_at_once_register_one_attendee_once_and_the_counters_are_a_recount()
    {
        var (guest, code) = await GuestAsync();
        var station = await _door.StationAsync("registration");
        var before = await StatisticsAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _door.ScanAsync(station, DoorStaff.Scan(code))));
        Assert.That(answers.Count(a => Successes(a).Single()), Is.EqualTo(1));
        Assert.That(await RowsAsync(guest), Is.EqualTo(1));
        Assert.That(
            (await _door.Registrar.GetAsync($"/v1/attendees/{guest}")).Attribute("register-times").GetString()!.Split(','),
            Has.Length.EqualTo(1)
        );
        Assert.That(
            (await StatisticsAsync()).GetProperty("total_registered").GetInt32(),
            Is.EqualTo(before.GetProperty("total_registered").GetInt32() + 1)
        );
    }

    [Test]
    public async Task Many_devices_at_once_for_many_attendees_in_any_order_all_pass_and_never_wait_for_each_other()
    {
        List<string> codes = [];
        for (var i = 0; i < 8; i++)
            codes.Add((await GuestAsync()).Code);
        var station = await _door.StationAsync("registration");
        var random = new Random(3);
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 12)
                .Select(_ => _door.ScanAsync(station, [.. codes.OrderBy(_ => random.Next()).Select(c => DoorStaff.Scan(c))]))
        );
        Assert.That(answers.Select(a => a.Status), Is.All.EqualTo(HttpStatusCode.OK));
        Assert.That(answers.Sum(a => Successes(a).Count(s => s)), Is.EqualTo(8));
    }

    [Test]
    public async Task The_database_itself_refuses_a_second_way_in()
    {
        var (guest, code) = await GuestAsync();
        Assert.That(await PassesAsync(await _door.StationAsync("check in"), code));
        var failure = Assert.CatchAsync<Npgsql.PostgresException>(() =>
            _server.SqlAsync(
                $"INSERT INTO user_check_in (event_id, station_id, ticket_holder_id, session_id, station_type, microlocation_id, at, day, created_at) SELECT event_id, station_id, ticket_holder_id, session_id, station_type, microlocation_id, at, day, created_at FROM user_check_in WHERE ticket_holder_id = {guest}"
            )
        );
        Assert.That(failure!.ConstraintName, Is.EqualTo("ux_user_check_in_open"));
    }

    [Test]
    public async Task A_ticket_that_is_not_paid_or_of_another_event_admits_nobody()
    {
        var order = (await BoxOffice.OrderAsync(_buyer, _ticket, 1)).Must(HttpStatusCode.OK);
        var seat = await _server.SqlAsync<string>($"SELECT identifier FROM attendees WHERE order_id = {order.Id()}");
        var station = await _door.StationAsync("registration");
        Assert.That(
            Message(await _door.ScanAsync(station, DoorStaff.Scan($"{order.Attribute("identifier").GetString()}-{seat}"))),
            Does.StartWith("The ticket admits nobody")
        );
        var id = $"{await _server.SqlAsync<long>($"SELECT id FROM attendees WHERE order_id = {order.Id()}")}";
        Assert.That((await _door.CheckInAsync(_door.Registrar, station, id)).Status, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        (await _door.CheckInAsync(_office.Owner, station, id)).Must(HttpStatusCode.Created);
        var other = await BoxOffice.OpenAsync(_server, "Elsewhere");
        var stranger = await (await DoorStaff.EmployAsync(_server, other)).GuestAsync(
            _buyer,
            await other.TicketAsync(5),
            "hal@example.org"
        );
        Assert.That(
            Message(await _door.ScanAsync(station, DoorStaff.Scan(stranger.Code))),
            Is.EqualTo("There is no ticket of that code for this event.")
        );
    }

    [Test]
    public async Task Only_who_stands_at_that_door_scans_counts_and_exports()
    {
        var (guest, code) = await GuestAsync();
        var station = await _door.StationAsync("registration");
        var stranger = (await DoorStaff.EmployAsync(_server, await BoxOffice.OpenAsync(_server, "Other fair"))).Registrar;
        Assert.That(
            (await stranger.PostAsync($"/v1/stations/{station}/scans", new { scans = new[] { DoorStaff.Scan(code) } })).Status,
            Is.EqualTo(HttpStatusCode.NotFound)
        );
        Assert.That(
            (await stranger.GetAsync($"/v1/user-check-in/stats/event/{_office.EventId}")).Status,
            Is.EqualTo(HttpStatusCode.Forbidden)
        );
        Assert.That(
            (await stranger.GetAsync($"/v1/states?event_id={_office.EventId}&attendee_id={guest}")).Status,
            Is.EqualTo(HttpStatusCode.Forbidden)
        );
        Assert.That((await _buyer.PostAsync("/v1/export/user-check-in/csv", new { })).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        (await _door.ScanAsync(station, DoorStaff.Scan(code))).Must(HttpStatusCode.OK);
        Assert.That(
            (await stranger.PostAsync("/v1/export/user-check-in/csv", new { })).Must(HttpStatusCode.OK).Text,
            Does.Not.Contain("Summit")
        );
        Assert.That(
            (await _server.Anonymous.GetAsync("/v1/states")).Status,
            Is.EqualTo(HttpStatusCode.Unauthorized),
            "who is not signed in is told so first"
        );
        Assert.That(
            (await _door.Registrar.GetAsync($"/v1/states?event_id={_office.EventId}&attendee_id=x")).Parameter,
            Is.EqualTo("attendee_id")
        );
        Assert.That(
            (await _door.Registrar.GetAsync($"/v1/orders/attendees/{guest}.pdf")).Status,
            Is.EqualTo(HttpStatusCode.Forbidden),
            "the door reads tickets and prints none"
        );
        var state = (await _door.Registrar.GetAsync($"/v1/states?event_id={_office.EventId}&attendee_id={guest}"))
            .Must(HttpStatusCode.OK)
            .Json;
        Assert.That(state.GetProperty("is_registered").GetBoolean());
    }

    [Test]
    public async Task The_table_quotes_what_a_spreadsheet_would_take_for_a_formula()
    {
        var (guest, code) = await GuestAsync();
        await _server.SqlAsync($"UPDATE attendees SET firstname = '=HYPERLINK(\"x\")' WHERE id = {guest}");
        (await _door.ScanAsync(await _door.StationAsync("daily"), DoorStaff.Scan(code, _door.Session, device: "Phone, 2"))).Must(
            HttpStatusCode.OK
        );
        var table = (await _door.Registrar.PostAsync("/v1/export/user-check-in/csv", new { type = "daily" })).Must(HttpStatusCode.OK);
        Assert.That(table.ContentHeaders.ContentType!.MediaType, Is.EqualTo("text/csv"));
        Assert.That(table.Text, Does.Contain("\"'=HYPERLINK(\"\"x\"\")\"").And.Contain("\"Phone, 2\"").And.Contain("\"Keynote\""));
    }

    [Test]
    public async Task Statistics_of_a_session_count_who_is_in_and_the_last_count_by_hand()
    {
        var (_, code) = await GuestAsync();
        var into = await _door.StationAsync("check in");
        Assert.That(await PassesAsync(into, code));
        foreach (var n in new[] { 7, 9 })
            (
                await _door.Registrar.PostAsync(
                    "/v1/station-store-paxs",
                    Document.Of(
                        "station-store-pax",
                        null,
                        new { current_pax = n },
                        ("station", "station", into),
                        ("session", "session", _door.Session)
                    )
                )
            ).Must(HttpStatusCode.Created);
        var counted = (await _door.Registrar.GetAsync($"/v1/user-check-in/stats/event/{_office.EventId}?session_ids={_door.Session}"))
            .Must(HttpStatusCode.OK)
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
                    $"SELECT count(DISTINCT ticket_holder_id) FROM user_check_in WHERE session_id = {_door.Session} AND station_type = 'check in' AND day = (now() AT TIME ZONE (SELECT timezone FROM events WHERE id = {_office.EventId}))::date"
                )
            )
        );
    }

    [Test]
    public async Task A_check_in_that_was_a_mistake_is_taken_back_by_the_team()
    {
        var (guest, _) = await GuestAsync();
        var station = await _door.StationAsync("registration");
        var made = (await _door.CheckInAsync(_door.Registrar, station, guest)).Must(HttpStatusCode.Created);
        Assert.That((await _door.Registrar.DeleteAsync($"/v1/user-check-in/{made.Id()}")).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        (await _office.Owner.DeleteAsync($"/v1/user-check-in/{made.Id()}")).Must(HttpStatusCode.OK);
        Assert.That((await _door.Registrar.GetAsync($"/v1/attendees/{guest}")).Attribute("is-registered").GetBoolean(), Is.False);
        (await _door.CheckInAsync(_door.Registrar, station, guest)).Must(HttpStatusCode.Created);
    }

    [Test]
    public async Task A_station_that_somebody_has_passed_stays_on_record()
    {
        var (guest, _) = await GuestAsync();
        var station = await _door.StationAsync("registration");
        (await _door.CheckInAsync(_door.Registrar, station, guest)).Must(HttpStatusCode.Created);
        Assert.That((await _office.Owner.DeleteAsync($"/v1/stations/{station}")).Status, Is.EqualTo(HttpStatusCode.Conflict));
    }

    private async Task<(string Id, string Code)> GuestAsync() =>
        await _door.GuestAsync(_buyer, _ticket, $"guest-{Guid.NewGuid():n}@example.org");

    private async Task<bool> PassesAsync(string station, string code) =>
        Successes((await _door.ScanAsync(station, DoorStaff.Scan(code, _door.Session))).Must(HttpStatusCode.OK)).Single();

    private async Task<JsonElement> StatisticsAsync() =>
        (await _door.Registrar.GetAsync($"/v1/user-check-in/stats/event/{_office.EventId}")).Must(HttpStatusCode.OK).Json;

    private Task<long> RowsAsync(string guest) =>
        _server.SqlAsync<long>($"SELECT count(*) FROM user_check_in WHERE ticket_holder_id = {guest}");

    /// <summary>Everything that the door has written, in words.</summary>
    private Task<string> StateAsync(string guest) =>
        _server.SqlAsync<string>(
            $"SELECT (SELECT string_agg(c::text, ';' ORDER BY c.id) FROM user_check_in c WHERE event_id = {_office.EventId}) || (SELECT string_agg(s::text, ';' ORDER BY s.scan_id) FROM scans s WHERE event_id = {_office.EventId}) || (SELECT a::text FROM attendees a WHERE id = {guest})"
        );

    private static JsonElement One(Answer answer) => answer.Must(HttpStatusCode.OK).Json.GetProperty("scans")[0];

    private static string? Message(Answer answer) => One(answer).GetProperty("message").GetString();

    private static bool[] Successes(Answer answer) =>
        [.. answer.Json.GetProperty("scans").EnumerateArray().Select(s => s.GetProperty("success").GetBoolean())];
}
