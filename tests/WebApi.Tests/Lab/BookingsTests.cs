using System.Net;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Lab;

/// <summary>A device is one user's at a time, by the database's own word.</summary>
[TestFixture]
public sealed class BookingsTests
{
    /// <summary>The day after tomorrow: the tests may go on past midnight.</summary>
    private static readonly DateTimeOffset SomeDay = new(DateTime.UtcNow.Date.AddDays(2), TimeSpan.Zero);
    private static int _hours;

    private OpenEventServer _server = null!;

    [OneTimeSetUp]
    public async Task StartAsync() =>
        _server = await OpenEventServer.StartAsync(
            StillBench.Instead(new StillBench("main"), new StillBench("spare")),
            "--Lab:BookingDaysAhead=60"
        );

    [OneTimeTearDown]
    public ValueTask StopAsync() => _server.DisposeAsync();

    [Test]
    public async Task A_booking_is_made_moved_and_cancelled()
    {
        var (user, at) = (await _server.SomebodyAsync(), Free());
        var made = (await BookAsync(user, at, 60)).Must(HttpStatusCode.Created);
        Assert.That(made.Headers.Location!.ToString(), Is.EqualTo($"/v1/lab/bookings/{made.Id()}"));
        Assert.That((made.Attribute("device").GetString(), made.Attribute("starts-at").GetDateTimeOffset()), Is.EqualTo(("main", at)));
        (await MoveAsync(user, made.Id(), at.AddMinutes(30), at.AddMinutes(75))).Must(HttpStatusCode.OK);
        (await BookAsync(await _server.SomebodyAsync(), at, 30)).Must(HttpStatusCode.Created);
        (await user.DeleteAsync($"/v1/lab/bookings/{made.Id()}")).Must(HttpStatusCode.OK);
        (await BookAsync(await _server.SomebodyAsync(), at.AddMinutes(30), 60)).Must(HttpStatusCode.Created);
    }

    [Test]
    public async Task Of_twenty_who_want_overlapping_times_at_once_no_two_get_them()
    {
        var (people, at) = (await _server.PeopleAsync(20), Free());
        // Each half an hour, a quarter apart: two neighbours overlap.
        var answers = await Task.WhenAll(people.Select((p, i) => BookAsync(p, at.AddMinutes(15 * (i % 4)), 30)));
        Assert.That(
            answers.Select(a => a.Status).Distinct(),
            Is.SubsetOf((HttpStatusCode[])[HttpStatusCode.Created, HttpStatusCode.Conflict])
        );
        Assert.That(answers.Count(a => a.Status == HttpStatusCode.Created), Is.InRange(1, 2));
        Assert.That(
            await _server.SqlAsync<long>(
                "SELECT count(*) FROM lab_bookings a JOIN lab_bookings b ON a.device = b.device AND a.id < b.id AND tstzrange(a.starts_at, a.ends_at) && tstzrange(b.starts_at, b.ends_at)"
            ),
            Is.Zero
        );
    }

    [Test]
    public async Task The_database_itself_refuses_an_overlap()
    {
        var at = Free();
        var made = (await BookAsync(await _server.SomebodyAsync(), at, 30)).Must(HttpStatusCode.Created);
        var failure = Assert.CatchAsync<Npgsql.PostgresException>(() =>
            _server.SqlAsync($"INSERT INTO lab_booking_slots (device, starts_at, booking_id) VALUES ('main', '{at:O}', {made.Id()})")
        );
        Assert.That(failure!.ConstraintName, Is.EqualTo("pk_lab_booking_slots"));
    }

    [Test]
    public async Task A_refused_overlap_says_so_at_its_place_and_other_devices_are_free()
    {
        var at = Free();
        (await BookAsync(await _server.SomebodyAsync(), at, 60)).Must(HttpStatusCode.Created);
        var other = await _server.SomebodyAsync();
        var refused = (await BookAsync(other, at.AddMinutes(45), 30)).Must(HttpStatusCode.Conflict);
        Assert.That(
            (refused.Pointer, refused.Detail),
            Is.EqualTo(("/data/attributes/starts-at", "The device is booked in that time already."))
        );
        (await BookAsync(other, at.AddMinutes(45), 30, "spare")).Must(HttpStatusCode.Created);
        (await BookAsync(other, at.AddMinutes(60), 30)).Must(HttpStatusCode.Created);
    }

    [Test]
    public async Task A_user_has_three_bookings_at_most_however_fast_he_is()
    {
        var (user, at) = (await _server.SomebodyAsync(), Free());
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 10).Select(i => BookAsync(user, at.AddMinutes(15 * i), 15, i % 2 == 0 ? "main" : "spare"))
        );
        Assert.That(answers.Count(a => a.Status == HttpStatusCode.Created), Is.EqualTo(3));
        Assert.That(await _server.SqlAsync<long>($"SELECT count(*) FROM lab_bookings WHERE user_id = {user.UserId}"), Is.EqualTo(3));
    }

    [Test]
    public async Task Others_see_that_a_device_is_booked_but_not_by_whom_and_cannot_touch_it()
    {
        var (user, other, at) = (await _server.SomebodyAsync(), await _server.SomebodyAsync(), Free());
        var id = (await BookAsync(user, at, 30)).Must(HttpStatusCode.Created).Id();
        var seen = (await other.GetAsync($"/v1/lab/bookings/{id}?include=user")).Must(HttpStatusCode.OK);
        Assert.That(seen.Text, Does.Not.Contain(user.Email).And.Not.Contain($"\"id\":\"{user.UserId}\""));
        Assert.That((await other.GetAsync($"/v1/lab/bookings/{id}/user")).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await MoveAsync(other, id, at, at.AddMinutes(15))).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await other.DeleteAsync($"/v1/lab/bookings/{id}")).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await user.GetAsync($"/v1/lab/bookings/{id}/user")).Must(HttpStatusCode.OK).Id(), Is.EqualTo($"{user.UserId}"));
        (await _server.Admin.DeleteAsync($"/v1/lab/bookings/{id}")).Must(HttpStatusCode.OK);
    }

    [Test]
    public async Task A_booking_that_is_over_stays_on_record()
    {
        var (user, at) = (await _server.SomebodyAsync(), Free());
        var id = (await BookAsync(user, at, 30)).Must(HttpStatusCode.Created).Id();
        await _server.SqlAsync(
            $"UPDATE lab_bookings SET starts_at = now() - interval '2 hours', ends_at = now() - interval '1 hour' WHERE id = {id}"
        );
        Assert.That((await user.DeleteAsync($"/v1/lab/bookings/{id}")).Status, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That((await MoveAsync(user, id, at, at.AddMinutes(15))).Status, Is.EqualTo(HttpStatusCode.Conflict));
    }

    [Test]
    public async Task Two_nodes_on_one_database_keep_one_book()
    {
        await using var second = await _server.AnotherNodeAsync(
            "--Lab:Device=/dev/no-such-port",
            $"--Lab:LockDirectory={_server.DataDirectory}"
        );
        var at = Free();
        (await BookAsync(await _server.SomebodyAsync(), at, 30)).Must(HttpStatusCode.Created);
        Assert.That(
            (await BookAsync(await second.SignInAsync((await _server.SomebodyAsync()).Email), at, 30)).Status,
            Is.EqualTo(HttpStatusCode.Conflict)
        );
    }

    [Test]
    public async Task A_device_that_is_not_there_cannot_be_booked()
    {
        var refused = (await BookAsync(await _server.SomebodyAsync(), Free(), 30, "nowhere")).Must(HttpStatusCode.UnprocessableEntity);
        Assert.That(refused.Pointer, Is.EqualTo("/data/attributes/device"));
    }

    /// <summary>Times that no other test uses.</summary>
    private static DateTimeOffset Free() => SomeDay.AddHours(4 * Interlocked.Increment(ref _hours));

    private static Task<Answer> BookAsync(Client user, DateTimeOffset at, int minutes, string device = "main") =>
        user.PostAsync(
            "/v1/lab/bookings",
            Document.Of(
                "booking",
                null,
                new
                {
                    device,
                    starts_at = at,
                    ends_at = at.AddMinutes(minutes),
                }
            )
        );

    private static Task<Answer> MoveAsync(Client user, string id, DateTimeOffset from, DateTimeOffset to) =>
        user.PatchAsync($"/v1/lab/bookings/{id}", Document.Of("booking", id, new { starts_at = from, ends_at = to }));
}
