using System.Net;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Lab;

/// <summary>Bookings of a device never overlap; the database guarantees it.</summary>
[TestFixture]
public sealed class BookingsTests
{
    /// <summary>The day after tomorrow, so that tests which run past midnight do not fail.</summary>
    private static readonly DateTimeOffset SomeDay = new(DateTime.UtcNow.Date.AddDays(2), TimeSpan.Zero);
    private static int _hours;

    private OpenEventServer _server = null!;

    [OneTimeSetUp]
    public async Task StartAsync() =>
        _server = await OpenEventServer.StartAsync(
            StubDevice.Register(new StubDevice("main"), new StubDevice("spare")),
            "--Lab:BookingDaysAhead=60"
        );

    [OneTimeTearDown]
    public ValueTask StopAsync() => _server.DisposeAsync();

    [Test]
    public async Task A_booking_is_made_moved_and_cancelled()
    {
        var user = await _server.RegisterUserAsync();
        var at = NextFreeTime();
        var created = (await BookAsync(user, at, 60)).EnsureStatus(HttpStatusCode.Created);
        Assert.That(created.Headers.Location!.ToString(), Is.EqualTo($"/v1/lab/bookings/{created.Id()}"));
        Assert.That(
            (created.Attribute("device").GetString(), created.Attribute("starts-at").GetDateTimeOffset()),
            Is.EqualTo(("main", at))
        );
        (await MoveAsync(user, created.Id(), at.AddMinutes(30), at.AddMinutes(75))).EnsureStatus(HttpStatusCode.OK);
        (await BookAsync(await _server.RegisterUserAsync(), at, 30)).EnsureStatus(HttpStatusCode.Created);
        (await user.DeleteAsync($"/v1/lab/bookings/{created.Id()}")).EnsureStatus(HttpStatusCode.OK);
        (await BookAsync(await _server.RegisterUserAsync(), at.AddMinutes(30), 60)).EnsureStatus(HttpStatusCode.Created);
    }

    [Test]
    public async Task Of_twenty_concurrent_overlapping_bookings_no_two_overlap()
    {
        var users = await _server.CreateUsersAsync(20);
        var at = NextFreeTime();
        // Each booking lasts half an hour and they start a quarter of an hour apart, so neighbours overlap.
        var answers = await Task.WhenAll(users.Select((u, i) => BookAsync(u, at.AddMinutes(15 * (i % 4)), 30)));
        Assert.That(
            answers.Select(a => a.Status).Distinct(),
            Is.SubsetOf((HttpStatusCode[])[HttpStatusCode.Created, HttpStatusCode.Conflict])
        );
        Assert.That(answers.Count(a => a.Status == HttpStatusCode.Created), Is.InRange(1, 2));
        Assert.That(
            await _server.SqlAsync<long>(
                "SELECT count(*) FROM lab_bookings a JOIN lab_bookings b ON a.device = b.device AND a.id < b.id "
                    + "AND tstzrange(a.starts_at, a.ends_at) && tstzrange(b.starts_at, b.ends_at)"
            ),
            Is.Zero
        );
    }

    [Test]
    public async Task The_database_rejects_an_overlap()
    {
        var at = NextFreeTime();
        var created = (await BookAsync(await _server.RegisterUserAsync(), at, 30)).EnsureStatus(HttpStatusCode.Created);
        var failure = Assert.CatchAsync<Npgsql.PostgresException>(() =>
            _server.SqlAsync($"INSERT INTO lab_booking_slots (device, starts_at, booking_id) VALUES ('main', '{at:O}', {created.Id()})")
        );
        Assert.That(failure!.ConstraintName, Is.EqualTo("pk_lab_booking_slots"));
    }

    [Test]
    public async Task A_rejected_overlap_has_its_pointer_and_other_devices_are_free()
    {
        var at = NextFreeTime();
        (await BookAsync(await _server.RegisterUserAsync(), at, 60)).EnsureStatus(HttpStatusCode.Created);
        var other = await _server.RegisterUserAsync();
        var rejected = (await BookAsync(other, at.AddMinutes(45), 30)).EnsureStatus(HttpStatusCode.Conflict);
        Assert.That(
            (rejected.Pointer, rejected.Detail),
            Is.EqualTo(("/data/attributes/starts-at", "The device is booked in that time already."))
        );
        (await BookAsync(other, at.AddMinutes(45), 30, "spare")).EnsureStatus(HttpStatusCode.Created);
        (await BookAsync(other, at.AddMinutes(60), 30)).EnsureStatus(HttpStatusCode.Created);
    }

    [Test]
    public async Task A_user_has_at_most_three_bookings_under_concurrency()
    {
        var user = await _server.RegisterUserAsync();
        var at = NextFreeTime();
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 10).Select(i => BookAsync(user, at.AddMinutes(15 * i), 15, i % 2 == 0 ? "main" : "spare"))
        );
        Assert.That(answers.Count(a => a.Status == HttpStatusCode.Created), Is.EqualTo(3));
        Assert.That(await _server.SqlAsync<long>($"SELECT count(*) FROM lab_bookings WHERE user_id = {user.UserId}"), Is.EqualTo(3));
    }

    [Test]
    public async Task A_user_with_an_unverified_address_has_one_booking()
    {
        var user = await _server.RegisterUserAsync(verified: false);
        (await BookAsync(user, NextFreeTime(), 30)).EnsureStatus(HttpStatusCode.Created);
        var refused = await BookAsync(user, NextFreeTime(), 30);
        Assert.That(refused.Status, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That(refused.Detail, Does.EndWith("Verify your e-mail address, or cancel one first."));
    }

    [Test]
    public async Task Other_users_see_a_booking_without_its_user_and_cannot_change_it()
    {
        var user = await _server.RegisterUserAsync();
        var other = await _server.RegisterUserAsync();
        var at = NextFreeTime();
        var id = (await BookAsync(user, at, 30)).EnsureStatus(HttpStatusCode.Created).Id();
        var seen = (await other.GetAsync($"/v1/lab/bookings/{id}?include=user")).EnsureStatus(HttpStatusCode.OK);
        Assert.That(seen.Text, Does.Not.Contain(user.Email).And.Not.Contain($"\"id\":\"{user.UserId}\""));
        Assert.That((await other.GetAsync($"/v1/lab/bookings/{id}/user")).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await MoveAsync(other, id, at, at.AddMinutes(15))).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await other.DeleteAsync($"/v1/lab/bookings/{id}")).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(
            (await user.GetAsync($"/v1/lab/bookings/{id}/user")).EnsureStatus(HttpStatusCode.OK).Id(),
            Is.EqualTo($"{user.UserId}")
        );
        (await _server.Admin.DeleteAsync($"/v1/lab/bookings/{id}")).EnsureStatus(HttpStatusCode.OK);
    }

    [Test]
    public async Task A_booking_that_has_ended_stays_on_record()
    {
        var user = await _server.RegisterUserAsync();
        var at = NextFreeTime();
        var id = (await BookAsync(user, at, 30)).EnsureStatus(HttpStatusCode.Created).Id();
        await _server.SqlAsync(
            $"UPDATE lab_bookings SET starts_at = now() - interval '2 hours', ends_at = now() - interval '1 hour' WHERE id = {id}"
        );
        Assert.That((await user.DeleteAsync($"/v1/lab/bookings/{id}")).Status, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That((await MoveAsync(user, id, at, at.AddMinutes(15))).Status, Is.EqualTo(HttpStatusCode.Conflict));
    }

    [Test]
    public async Task Two_nodes_on_one_database_share_bookings()
    {
        await using var second = await _server.StartAnotherNodeAsync(
            "--Lab:Device=/dev/no-such-port",
            $"--Lab:LockDirectory={_server.DataDirectory}"
        );
        var at = NextFreeTime();
        (await BookAsync(await _server.RegisterUserAsync(), at, 30)).EnsureStatus(HttpStatusCode.Created);
        Assert.That(
            (await BookAsync(await second.SignInAsync((await _server.RegisterUserAsync()).Email), at, 30)).Status,
            Is.EqualTo(HttpStatusCode.Conflict)
        );
    }

    [Test]
    public async Task An_unknown_device_cannot_be_booked()
    {
        var rejected = (await BookAsync(await _server.RegisterUserAsync(), NextFreeTime(), 30, "nowhere")).EnsureStatus(
            HttpStatusCode.UnprocessableEntity
        );
        Assert.That(rejected.Pointer, Is.EqualTo("/data/attributes/device"));
    }

    /// <summary>Returns a time that no other test uses.</summary>
    private static DateTimeOffset NextFreeTime() => SomeDay.AddHours(4 * Interlocked.Increment(ref _hours));

    private static Task<ApiResponse> BookAsync(ApiClient user, DateTimeOffset at, int minutes, string device = "main") =>
        user.PostAsync(
            "/v1/lab/bookings",
            JsonApiDocument.Of(
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

    private static Task<ApiResponse> MoveAsync(ApiClient user, string id, DateTimeOffset from, DateTimeOffset to) =>
        user.PatchAsync($"/v1/lab/bookings/{id}", JsonApiDocument.Of("booking", id, new { starts_at = from, ends_at = to }));
}
