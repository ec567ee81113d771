using System.Net;
using System.Text.Json;
using NUnit.Framework;

namespace OpenEvent.WebApi.Tests.Ticketing;

/// <summary>Scans of ticket codes, also repeated and concurrent (docs/reference/check-in.md).</summary>
[TestFixture]
public sealed class ScanTests : CheckInFixture
{
    [Test]
    public async Task Scanned_code_registers_its_attendee_once_a_day()
    {
        var (guest, code) = await CreateAttendeeAsync();
        var station = await Staff.CreateStationAsync("registration");
        var first = GetFirstScan(await Staff.ScanAsync(station, CheckInStaff.Scan(code)));
        Assert.That(
            (first.GetProperty("success").GetBoolean(), first.GetProperty("message").GetString()),
            Is.EqualTo((true, "Ticket register successful."))
        );
        var second = GetFirstScan(await Staff.ScanAsync(station, CheckInStaff.Scan(code)));
        Assert.That(
            (second.GetProperty("success").GetBoolean(), second.GetProperty("message").GetString()),
            Is.EqualTo((false, "The attendee is already registered here today."))
        );
        var seen = (await Staff.Registrar.GetAsync($"/v1/attendees/{guest}")).EnsureStatus(HttpStatusCode.OK);
        Assert.That(seen.Attribute("is-registered").GetBoolean());
        Assert.That(
            DateTimeOffset.Parse(seen.Attribute("register-times").GetString()!, System.Globalization.CultureInfo.InvariantCulture),
            Is.GreaterThan(DateTimeOffset.UnixEpoch)
        );
        Assert.That(await CountCheckInsAsync(guest), Is.EqualTo(1));
    }

    [TestCase("{0}\n")]
    [TestCase("{0}\r\n")]
    [TestCase(" {0}\t")]
    [TestCase("{1}")]
    [TestCase("{1}\n")]
    public async Task Scanned_code_is_found_with_surrounding_space_and_in_capitals(string scanned)
    {
        var (_, code) = await CreateAttendeeAsync();
        var text = string.Format(System.Globalization.CultureInfo.InvariantCulture, scanned, code, code.ToUpperInvariant());
        Assert.That(await IsScanAcceptedAsync(await Staff.CreateStationAsync("registration"), text));
        Assert.That(await IsScanAcceptedAsync(await Staff.CreateStationAsync("registration"), text + "0"), Is.False, "another code");
    }

    [Test]
    public async Task Resent_offline_batch_changes_nothing_and_gets_the_same_answer()
    {
        var (guest, code) = await CreateAttendeeAsync();
        var into = await Staff.CreateStationAsync("check in");
        Assert.That(await IsScanAcceptedAsync(into, code));
        // The first scan is rejected now, and must stay rejected when it is sent again after the attendee has checked out.
        object[] batch =
        [
            CheckInStaff.Scan(code, Staff.Session, at: "2020-01-01T10:00:00Z", device: "Phone 1"),
            CheckInStaff.Scan(code + "0", Staff.Session),
            CheckInStaff.Scan((await CreateAttendeeAsync()).Code, Staff.Session, at: "2020-01-01T09:00:00Z"),
        ];
        var first = (await Staff.ScanAsync(into, batch)).EnsureStatus(HttpStatusCode.OK);
        Assert.That(GetSuccesses(first), Is.EqualTo<bool[]>([false, false, true]));
        Assert.That(await IsScanAcceptedAsync(await Staff.CreateStationAsync("check out"), code));
        var before = await StateAsync(guest);
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Staff.ScanAsync(into, batch)));
        Assert.That(answers.Select(a => a.Status), Is.All.EqualTo(HttpStatusCode.OK));
        foreach (var answer in answers)
            Assert.That(GetSuccesses(answer), Is.EqualTo<bool[]>([false, false, true]));
        Assert.That(answers[0].Json.GetProperty("scans")[2].GetProperty("repeated").GetBoolean());
        Assert.That(await StateAsync(guest), Is.EqualTo(before));
    }

    [Test]
    public async Task Twenty_concurrent_devices_register_one_attendee_once()
    {
        var (guest, code) = await CreateAttendeeAsync();
        var station = await Staff.CreateStationAsync("registration");
        var before = await GetStatisticsAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Staff.ScanAsync(station, CheckInStaff.Scan(code))));
        Assert.That(answers.Count(a => GetSuccesses(a).Single()), Is.EqualTo(1));
        Assert.That(await CountCheckInsAsync(guest), Is.EqualTo(1));
        Assert.That(
            (await Staff.Registrar.GetAsync($"/v1/attendees/{guest}")).Attribute("register-times").GetString()!.Split(','),
            Has.Length.EqualTo(1)
        );
        Assert.That(
            (await GetStatisticsAsync()).GetProperty("total_registered").GetInt32(),
            Is.EqualTo(before.GetProperty("total_registered").GetInt32() + 1)
        );
    }

    [Test]
    public async Task Concurrent_batches_in_any_order_do_not_deadlock()
    {
        List<string> codes = [];
        for (var i = 0; i < 8; i++)
            codes.Add((await CreateAttendeeAsync()).Code);
        var station = await Staff.CreateStationAsync("registration");
        var random = new Random(3);
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 12)
                .Select(_ => Staff.ScanAsync(station, [.. codes.OrderBy(_ => random.Next()).Select(c => CheckInStaff.Scan(c))]))
        );
        Assert.That(answers.Select(a => a.Status), Is.All.EqualTo(HttpStatusCode.OK));
        Assert.That(answers.Sum(a => GetSuccesses(a).Count(s => s)), Is.EqualTo(8));
    }

    private async Task<JsonElement> GetStatisticsAsync() =>
        (await Staff.Registrar.GetAsync($"/v1/user-check-in/stats/event/{TestEvent.EventId}")).EnsureStatus(HttpStatusCode.OK).Json;

    /// <summary>All check-ins and scans of the event and the attendee's row, as text.</summary>
    private Task<string> StateAsync(string guest) =>
        Server.SqlAsync<string>(
            $"""
            SELECT (SELECT string_agg(c::text, ';' ORDER BY c.id) FROM user_check_in c WHERE event_id = {TestEvent.EventId})
            || (SELECT string_agg(s::text, ';' ORDER BY s.scan_id) FROM scans s WHERE event_id = {TestEvent.EventId})
            || (SELECT a::text FROM attendees a WHERE id = {guest})
            """
        );

    private Task<long> CountCheckInsAsync(string guest) =>
        Server.SqlAsync<long>($"SELECT count(*) FROM user_check_in WHERE ticket_holder_id = {guest}");
}
