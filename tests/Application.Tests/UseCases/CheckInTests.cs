using NUnit.Framework;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Application.Ticketing;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Program;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Tests.UseCases;

/// <summary>Who is checked in where, and what a station rejects.</summary>
public sealed class CheckInTests
{
    private const string AtTicketHolder = "Invalid /data/relationships/ticket-holder";

    private UseCaseRunner _runner = null!;
    private SampleEvent _event = null!;
    private Actor _registrar = null!;
    private Microlocation _hall = null!;
    private Order _order = null!;
    private long _attendee;

    [OneTimeSetUp]
    public async Task StartAsync() => _runner = await UseCaseRunner.StartAsync();

    [OneTimeTearDown]
    public ValueTask StopAsync() => _runner.DisposeAsync();

    [SetUp]
    public async Task SellTicketAsync()
    {
        _event = await SampleEvent.CreateAsync(_runner);
        _registrar = await _event.AddMemberAsync(TeamRole.Registrar);
        _hall = await _event.AddRoomAsync("Hall");
        (_order, _attendee) = await SellAsync(_event);
    }

    [Test]
    public async Task An_attendee_is_registered_once_a_day()
    {
        var desk = await AddStationAsync(Station.Registration);
        var checkIn = await CheckInAsync(_registrar, desk);
        Assert.That((checkIn.EventId, checkIn.SessionId, checkIn.StationType), Is.EqualTo((_event.Id, (long?)null, Station.Registration)));
        Assert.That(await FlagsAsync(), Is.EqualTo("registered"));
        var rejected = Rejection.Catch(() => CheckInAsync(_registrar, desk));
        Assert.That(rejected.Message, Is.EqualTo("The attendee is already registered here today."));
        await _runner.ExecuteAsync($"UPDATE user_check_in SET day = day - 1 WHERE id = {checkIn.Id}");
        Assert.That((await CheckInAsync(_registrar, desk)).Id, Is.GreaterThan(checkIn.Id));
    }

    [Test]
    public async Task A_session_is_entered_and_left_in_turn()
    {
        var (entrance, exit) = (await AddStationAsync(Station.CheckIn), await AddStationAsync(Station.CheckOut));
        var session = await AddSessionAsync(_hall);
        Assert.That(Rejection.Of(() => CheckInAsync(_registrar, exit, session)), Is.EqualTo(AtTicketHolder), "not there yet");
        await CheckInAsync(_registrar, entrance, session);
        Assert.That(Rejection.Catch(() => CheckInAsync(_registrar, entrance, session)).Message, Does.Contain("already checked in"));
        Assert.That(await FlagsAsync(), Is.EqualTo("in"));
        await CheckInAsync(_registrar, exit, session);
        Assert.That(await FlagsAsync(), Is.EqualTo("out"));
        Assert.That(Rejection.Of(() => CheckInAsync(_registrar, exit, session)), Is.EqualTo(AtTicketHolder), "left already");
        await CheckInAsync(_registrar, entrance, session);
        Assert.That(await FlagsAsync(), Is.EqualTo("in"));
    }

    [Test]
    public async Task A_station_needs_a_session_in_its_room()
    {
        var entrance = await AddStationAsync(Station.CheckIn);
        var elsewhere = await AddSessionAsync(await _event.AddRoomAsync("Attic"));
        Assert.That(
            Rejection.Catch(() => CheckInAsync(_registrar, entrance)).Message,
            Is.EqualTo("A session is required at this station.")
        );
        Assert.That(
            Rejection.Catch(() => CheckInAsync(_registrar, entrance, elsewhere)).Message,
            Is.EqualTo("The session is in another room.")
        );
        Assert.That(await FlagsAsync(), Is.Empty);
    }

    [Test]
    public async Task A_ticket_for_another_event_is_rejected()
    {
        var elsewhere = await SampleEvent.CreateAsync(_runner);
        var (_, stranger) = await SellAsync(elsewhere);
        var desk = await AddStationAsync(Station.Registration);
        // The registrar of both events sees the attendee.
        var registrar = _registrar with { Roles = [.. _registrar.Roles, new HeldRole(elsewhere.Id, TeamRole.Registrar)] };
        var rejected = Rejection.Catch(() => CheckInAsync(registrar, desk, attendee: stranger));
        Assert.That(rejected.Message, Is.EqualTo("The ticket is for another event."));
    }

    [Test]
    public async Task Only_the_team_checks_in_before_the_order_is_paid_and_nobody_after_it_is_cancelled()
    {
        var desk = await AddStationAsync(Station.Registration);
        await _runner.ExecuteAsync($"UPDATE orders SET status = 'Pending', expires_at = now() + interval '1 hour' WHERE id = {_order.Id}");
        Assert.That(Rejection.Of(() => CheckInAsync(_registrar, desk)), Is.EqualTo(AtTicketHolder));
        await CheckInAsync(_event.Owner, desk);
        await _runner.ExecuteAsync($"DELETE FROM user_check_in WHERE ticket_holder_id = {_attendee}");
        await _runner.ExecuteAsync($"UPDATE orders SET expires_at = now() WHERE id = {_order.Id}");
        Assert.That(Rejection.Of(() => CheckInAsync(_event.Owner, desk)), Is.EqualTo(AtTicketHolder), "overdue");
        await _runner.ExecuteAsync($"UPDATE orders SET status = 'Cancelled', expires_at = NULL WHERE id = {_order.Id}");
        Assert.That(Rejection.Of(() => CheckInAsync(_event.Owner, desk)), Is.EqualTo(AtTicketHolder));
    }

    [Test]
    public async Task Registrars_record_check_ins_and_the_team_undoes_them()
    {
        var desk = await AddStationAsync(Station.Registration);
        var moderator = await _event.AddMemberAsync(TeamRole.Moderator);
        Assert.That(Rejection.Catch(() => CheckInAsync(moderator, desk)).Kind, Is.AnyOf(RejectionKind.Forbidden, RejectionKind.NotFound));
        var checkIn = await CheckInAsync(_registrar, desk);
        Assert.That(Rejection.Of(() => _runner.As(_registrar).DeleteAsync<UserCheckIn>(checkIn.Id)), Is.EqualTo("Forbidden"));
        Assert.That(await FlagsAsync(), Is.EqualTo("registered"));
        await _runner.As(_event.Owner).DeleteAsync<UserCheckIn>(checkIn.Id);
        Assert.That(await FlagsAsync(), Is.Empty);
    }

    [Test]
    public async Task A_reported_scan_has_one_effect_and_the_same_answer()
    {
        var desk = await AddStationAsync(Station.Registration);
        var identifier = await _runner.QueryAsync<string>($"SELECT identifier FROM attendees WHERE id = {_attendee}");
        var code = TicketDocument.FormatQrCodeText(_order.Identifier, identifier);
        var now = DateTimeOffset.UtcNow;
        RecordScans.ScanRequest[] scans =
        [
            new(Guid.NewGuid(), code, now.AddHours(1), null, null),
            new(Guid.NewGuid(), "unknown", null, null, null),
            new(Guid.NewGuid(), code, now, "Phone", null),
        ];
        var results = await ScanAsync(desk, scans);
        Assert.That(results.Select(r => (r.Success, r.Repeated)), Is.EqualTo([(false, false), (false, false), (true, false)]));
        Assert.That(results[0].Message, Does.Contain("in the future"));
        var again = await ScanAsync(desk, scans[2]);
        Assert.That((again[0].Success, again[0].Repeated, again[0].AttendeeId), Is.EqualTo((true, true, (long?)_attendee)));
        Assert.That(
            await _runner.QueryAsync<long>($"SELECT count(*) FROM user_check_in WHERE ticket_holder_id = {_attendee}"),
            Is.EqualTo(1)
        );
    }

    private async Task<(Order Order, long Attendee)> SellAsync(SampleEvent e)
    {
        var ticket = await e.AddTicketAsync();
        var order = (await _runner.As(e.Buyer).SendAsync(new CreateOrder(new OrderRequest([new TicketRequest(ticket.Id, 1)])))).Rows[0];
        await _runner
            .As(e.Buyer)
            .UpdateAsync<Order>(order.Id, ResourceDocument.Change("order", order.Id, new { status = "pending", payment_mode = "bank" }));
        return (order, await _runner.QueryAsync<long>($"SELECT id FROM attendees WHERE order_id = {order.Id}"));
    }

    private Task<Station> AddStationAsync(string type) =>
        _runner
            .As(_event.Owner)
            .CreateAsync<Station>(
                ResourceDocument.New(
                    "station",
                    new { station_name = type, station_type = type },
                    null,
                    ("event", "event", _event.Id),
                    ("microlocation", "microlocation", _hall.Id)
                )
            );

    private Task<Session> AddSessionAsync(Microlocation room) =>
        _runner
            .As(_event.Owner)
            .CreateAsync<Session>(
                ResourceDocument.New(
                    "session",
                    new { title = "Talk", state = "accepted" },
                    null,
                    ("event", "event", _event.Id),
                    ("microlocation", "microlocation", room.Id)
                )
            );

    private Task<UserCheckIn> CheckInAsync(Actor actor, Station station, Session? session = null, long? attendee = null)
    {
        List<(string, string, long)> links = [("station", "station", station.Id), ("ticket-holder", "attendee", attendee ?? _attendee)];
        if (session is not null)
            links.Add(("session", "session", session.Id));
        return _runner.As(actor).CreateAsync<UserCheckIn>(ResourceDocument.New("user_check_in", new { }, null, [.. links]));
    }

    private Task<IReadOnlyList<RecordScans.ScanResult>> ScanAsync(Station station, params RecordScans.ScanRequest[] scans) =>
        _runner.As(_registrar).SendAsync(new RecordScans(ResourceKey.FromId(station.Id), scans));

    private Task<string> FlagsAsync() =>
        _runner.QueryAsync<string>(
            $"""
            SELECT concat(CASE WHEN is_registered THEN 'registered' END, CASE WHEN is_checked_in THEN 'in' END,
                CASE WHEN is_checked_out THEN 'out' END) FROM attendees WHERE id = {_attendee}
            """
        );
}
