using System.Net;
using NUnit.Framework;

namespace OpenEvent.WebApi.Tests.Ticketing;

/// <summary>Stations, check-ins and scans (docs/reference/check-in.md).</summary>
[TestFixture]
public sealed class CheckInTests : CheckInFixture
{
    [Test]
    public async Task Check_in_by_ids_creates_a_resource_and_a_second_one_is_rejected()
    {
        var (guest, _) = await CreateAttendeeAsync();
        var station = await Staff.CreateStationAsync("registration");
        var made = (await Staff.CheckInAsync(Staff.Registrar, station, guest)).EnsureStatus(HttpStatusCode.Created);
        Assert.That(
            (made.Attribute("success").GetBoolean(), made.Attribute("message").GetString(), made.Data.GetProperty("type").GetString()),
            Is.EqualTo((true, "Ticket register successful.", "user_check_in"))
        );
        var again = await Staff.CheckInAsync(Staff.Registrar, station, guest);
        Assert.That((again.Status, again.Pointer), Is.EqualTo((HttpStatusCode.UnprocessableEntity, "/data/relationships/ticket-holder")));
    }

    [Test]
    public async Task Check_in_links_to_attendee_and_ticket_under_the_reference_names_too()
    {
        var (guest, _) = await CreateAttendeeAsync();
        var station = await Staff.CreateStationAsync("registration");
        var made = (await Staff.CheckInAsync(Staff.Registrar, station, guest)).EnsureStatus(HttpStatusCode.Created);
        var url = $"/v1/user-check-in/{made.Id()}";
        foreach (
            var (name, type, id) in new[]
            {
                ("attendee", "attendee", guest),
                ("ticket-holder", "attendee", guest),
                ("ticket", "ticket", $"{Ticket}"),
            }
        )
        {
            var linkage = (await Staff.Registrar.GetAsync($"{url}/relationships/{name}")).EnsureStatus(HttpStatusCode.OK).Data;
            Assert.That((linkage.GetProperty("type").GetString(), linkage.GetProperty("id").GetString()), Is.EqualTo((type, id)), name);
            Assert.That((await Buyer.GetAsync($"{url}/relationships/{name}")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        }

        Assert.That((await Staff.Registrar.GetAsync($"{url}/ticket")).EnsureStatus(HttpStatusCode.OK).Id(), Is.EqualTo($"{Ticket}"));
    }

    [Test]
    public async Task A_check_in_at_the_URL_of_another_event_or_room_is_rejected()
    {
        var (guest, _) = await CreateAttendeeAsync();
        var station = await Staff.CreateStationAsync("registration");
        var other = await TicketedEvent.CreateAsync(Server);
        var room = (await other.Owner.CreateAsync("microlocation", new { name = "Else" }, ("event", "event", other.EventId))).Id();
        foreach (var url in new[] { $"/v1/events/{other.EventId}", $"/v1/microlocations/{room}" })
        {
            var rejected = await Staff.CheckInAsync(Staff.Registrar, station, guest, $"{url}/user-check-in");
            Assert.That(
                (rejected.Status, rejected.Pointer),
                Is.EqualTo((HttpStatusCode.UnprocessableEntity, "/data/relationships/station/data"))
            );
        }

        var unknown = await Staff.CheckInAsync(Staff.Registrar, station, guest, "/v1/events/999999/user-check-in");
        Assert.That(unknown.Status, Is.EqualTo(HttpStatusCode.NotFound));
        var made = await Staff.CheckInAsync(Staff.Registrar, station, guest, $"/v1/events/{TestEvent.EventId}/user-check-in");
        Assert.That(made.Status, Is.EqualTo(HttpStatusCode.Created));
    }

    [Test]
    public async Task Strangers_are_not_told_where_a_station_is()
    {
        const string Unknown = "999999";
        var (guest, _) = await CreateAttendeeAsync();
        var station = await Staff.CreateStationAsync("registration");
        var other = await TicketedEvent.CreateAsync(Server);
        foreach (var client in new[] { await Server.RegisterUserAsync(), Server.Anonymous })
        foreach (var at in new[] { $"{TestEvent.EventId}", $"{other.EventId}", Unknown })
        {
            var known = await Staff.CheckInAsync(client, station, guest, $"/v1/events/{at}/user-check-in");
            var unknown = await Staff.CheckInAsync(client, Unknown, guest, $"/v1/events/{at}/user-check-in");
            Assert.That((known.Status, known.Pointer), Is.EqualTo((unknown.Status, unknown.Pointer)), at);
            Assert.That(known.Text, Does.Not.Contain("The station is not"));
        }
    }

    [Test]
    public async Task Session_check_in_and_check_out_alternate()
    {
        var (guest, code) = await CreateAttendeeAsync();
        var into = await Staff.CreateStationAsync("check in");
        var outOf = await Staff.CreateStationAsync("check out");
        Assert.That(await IsScanAcceptedAsync(outOf, code), Is.False, "an attendee who is not checked in cannot check out");
        Assert.That(await IsScanAcceptedAsync(into, code));
        Assert.That(await IsScanAcceptedAsync(into, code), Is.False, "an attendee cannot check in twice");
        Assert.That(await IsScanAcceptedAsync(outOf, code));
        Assert.That(await IsScanAcceptedAsync(outOf, code), Is.False);
        Assert.That(await IsScanAcceptedAsync(into, code));
        var seen = await Staff.Registrar.GetAsync($"/v1/attendees/{guest}");
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
            await TestEvent.Owner.CreateAsync("microlocation", new { name = "Cellar" }, ("event", "event", TestEvent.EventId))
        ).Id();
        Assert.That(
            GetMessage(await Staff.ScanAsync(await Staff.CreateStationAsync("check in"), CheckInStaff.Scan(code))),
            Is.EqualTo("A session is required at this station.")
        );
        Assert.That(
            GetMessage(
                await Staff.ScanAsync(await Staff.CreateStationAsync("check in", elsewhere), CheckInStaff.Scan(code, Staff.Session))
            ),
            Is.EqualTo("The session is in another room.")
        );
    }

    [Test]
    public async Task Database_rejects_a_second_check_in()
    {
        var (guest, code) = await CreateAttendeeAsync();
        Assert.That(await IsScanAcceptedAsync(await Staff.CreateStationAsync("check in"), code));
        var failure = Assert.CatchAsync<Npgsql.PostgresException>(() =>
            Server.SqlAsync(
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
        var order = (await TicketedEvent.OrderTicketsAsync(Buyer, Ticket, 1)).EnsureStatus(HttpStatusCode.OK);
        var seat = await Server.SqlAsync<string>($"SELECT identifier FROM attendees WHERE order_id = {order.Id()}");
        var station = await Staff.CreateStationAsync("registration");
        Assert.That(
            GetMessage(await Staff.ScanAsync(station, CheckInStaff.Scan($"{order.Attribute("identifier").GetString()}-{seat}"))),
            Does.StartWith("The ticket is not valid")
        );
        var id = $"{await Server.SqlAsync<long>($"SELECT id FROM attendees WHERE order_id = {order.Id()}")}";
        Assert.That((await Staff.CheckInAsync(Staff.Registrar, station, id)).Status, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        (await Staff.CheckInAsync(TestEvent.Owner, station, id)).EnsureStatus(HttpStatusCode.Created);
        var otherEvent = await TicketedEvent.CreateAsync(Server, "Elsewhere");
        var stranger = await (await CheckInStaff.CreateAsync(Server, otherEvent)).CreateAttendeeAsync(
            Buyer,
            await otherEvent.CreateTicketAsync(5),
            "hal@example.org"
        );
        Assert.That(
            GetMessage(await Staff.ScanAsync(station, CheckInStaff.Scan(stranger.Code))),
            Is.EqualTo("No ticket of this event has this code.")
        );
    }

    [Test]
    public async Task Event_team_undoes_a_check_in()
    {
        var (guest, _) = await CreateAttendeeAsync();
        var station = await Staff.CreateStationAsync("registration");
        var made = (await Staff.CheckInAsync(Staff.Registrar, station, guest)).EnsureStatus(HttpStatusCode.Created);
        Assert.That((await Staff.Registrar.DeleteAsync($"/v1/user-check-in/{made.Id()}")).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        (await TestEvent.Owner.DeleteAsync($"/v1/user-check-in/{made.Id()}")).EnsureStatus(HttpStatusCode.OK);
        Assert.That((await Staff.Registrar.GetAsync($"/v1/attendees/{guest}")).Attribute("is-registered").GetBoolean(), Is.False);
        (await Staff.CheckInAsync(Staff.Registrar, station, guest)).EnsureStatus(HttpStatusCode.Created);
    }

    [Test]
    public async Task Station_with_check_ins_cannot_be_deleted()
    {
        var (guest, _) = await CreateAttendeeAsync();
        var station = await Staff.CreateStationAsync("registration");
        (await Staff.CheckInAsync(Staff.Registrar, station, guest)).EnsureStatus(HttpStatusCode.Created);
        Assert.That((await TestEvent.Owner.DeleteAsync($"/v1/stations/{station}")).Status, Is.EqualTo(HttpStatusCode.Conflict));
    }
}
