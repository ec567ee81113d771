using System.Buffers.Binary;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Npgsql;
using NUnit.Framework;
using OpenEvent.Testing;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Lab;

/// <summary>Function strings over HTTP with a board on a serial port.</summary>
[TestFixture]
public sealed class FunctionsTests
{
    private PluggableBoard _board = null!;
    private OpenEventServer _server = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _board = PluggableBoard.StartPluggedIn();
        _server = await OpenEventServer.StartAsync(_board.Settings);
        await _server.WaitForDeviceStateAsync("ready");
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await _server.DisposeAsync();
        _board.Dispose();
    }

    [Test]
    public async Task A_function_string_gives_its_result_with_shape_and_unit()
    {
        var user = await _server.RegisterUserAsync();
        var answer = await user.CallAsync("get_voltage('CH3')");
        Assert.That(answer.Result().GetProperty("shape").GetString(), Is.EqualTo("number"));
        Assert.That(answer.Result().GetProperty("unit").GetString(), Is.EqualTo("V"));
        Assert.That(answer.Number(), Is.InRange(-3.3, 3.3));
        Assert.That(answer.Json.GetProperty("device").GetString(), Is.EqualTo("main"));
    }

    [Test]
    public async Task A_capture_gives_two_columns_of_equal_length()
    {
        var result = (await (await _server.RegisterUserAsync()).CallAsync("capture1('CH1', 100, 10)")).Result();
        Assert.That(result.GetProperty("shape").GetString(), Is.EqualTo("arrays"));
        Assert.That(
            string.Join(' ', result.GetProperty("columns").EnumerateArray().Select(c => c.GetProperty("unit").GetString())),
            Is.EqualTo("µs V")
        );
        Assert.That(string.Join(' ', result.GetProperty("value").EnumerateArray().Select(a => a.GetArrayLength())), Is.EqualTo("100 100"));
    }

    [Test]
    public async Task Fifty_users_at_once_each_get_the_answer_to_their_own_call()
    {
        var users = await _server.CreateUsersAsync(50);
        var voltages = users.Select((_, i) => Math.Round(-4.9 + (i * 0.2), 1)).ToArray();
        var calls = users
            .SelectMany(
                (u, i) =>
                    Enumerable.Range(0, 4).Select(_ => (i, Answer: u.CallAsync(FormattableString.Invariant($"set_pv1({voltages[i]})"))))
            )
            .ToList();
        await Task.WhenAll(calls.Select(c => c.Answer));
        foreach (var (i, answer) in calls)
            Assert.That(
                (await answer).Number(),
                Is.EqualTo(voltages[i]).Within(0.004),
                "the supply's step is 3 mV, and users are 200 mV apart"
            );
    }

    [Test]
    public async Task Outputs_that_one_user_switched_on_are_off_for_the_next_user()
    {
        var a = await _server.RegisterUserAsync();
        var b = await _server.RegisterUserAsync();
        (await a.CallAsync("set_pv1(3)")).EnsureStatus(HttpStatusCode.OK);
        Assert.That(
            (await a.CallAsync("get_voltage('CH1')")).Number(),
            Is.EqualTo(3).Within(0.15),
            "PV1 is wired to CH1, and the user's own settings stay"
        );
        Assert.That((await b.CallAsync("get_voltage('CH1')")).Number(), Is.EqualTo(0).Within(0.15));
        Assert.That((await b.CallAsync("get_pv1()")).Number(), Is.EqualTo(0).Within(0.01));
    }

    [TestCase("get_voltage('CH9')", 13)]
    [TestCase("get_voltage('CH1'", 18)]
    [TestCase("__import__('os').system('id')", 17)]
    [TestCase("get_voltagee('CH1')", 1)]
    [TestCase("set_pv1(9)", 9)]
    public async Task A_wrong_function_string_is_rejected_with_its_column(string function, int column)
    {
        var answer = (await (await _server.RegisterUserAsync()).CallAsync(function)).EnsureStatus(HttpStatusCode.UnprocessableEntity);
        Assert.That(answer.Pointer, Is.EqualTo("/function"));
        Assert.That(answer.Error.GetProperty("source").GetProperty("column").GetInt32(), Is.EqualTo(column), answer.Detail);
    }

    [Test]
    public async Task The_lab_requires_signing_in()
    {
        foreach (
            var url in new[]
            {
                "/v1/lab/devices",
                "/v1/lab/devices/main",
                "/v1/lab/devices/main/queue",
                "/v1/lab/functions",
                "/v1/lab/bookings",
                "/v1/lab/calls",
            }
        )
            Assert.That((await _server.Anonymous.GetAsync(url)).Status, Is.EqualTo(HttpStatusCode.Unauthorized), url);
        Assert.That((await _server.Anonymous.CallAsync("get_voltage('CH1')")).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [Test]
    public async Task An_unknown_device_is_not_found() =>
        Assert.That((await _server.Admin.CallAsync("get_voltage('CH1')", "nowhere")).Status, Is.EqualTo(HttpStatusCode.NotFound));

    [Test]
    public async Task Devices_show_their_kind_and_queue()
    {
        var device = (await (await _server.RegisterUserAsync()).GetAsync("/v1/lab/devices"))
            .EnsureStatus(HttpStatusCode.OK)
            .Json.GetProperty("devices")[0];
        Assert.That(
            (device.GetProperty("name").GetString(), device.GetProperty("kind").GetString(), device.GetProperty("is_virtual").GetBoolean()),
            Is.EqualTo(("main", "serial", false))
        );
        Assert.That(device.GetProperty("board").GetString(), Does.StartWith("PSLab"));
        Assert.That(device.GetProperty("queue").GetProperty("position").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    [Test]
    public async Task The_catalogue_has_what_completion_and_help_need()
    {
        var functions = (await (await _server.RegisterUserAsync()).GetAsync("/v1/lab/functions"))
            .EnsureStatus(HttpStatusCode.OK)
            .Json.GetProperty("functions")
            .EnumerateArray()
            .ToList();
        var resistance = functions.Single(f => f.GetProperty("name").GetString() == "get_resistance");
        Assert.That(resistance.GetProperty("result").GetProperty("columns")[0].GetProperty("unit").GetString(), Is.EqualTo("Ω"));
        var capture = functions.Single(f => f.GetProperty("name").GetString() == "capture1");
        Assert.That(capture.GetProperty("parameters").GetArrayLength(), Is.GreaterThanOrEqualTo(3));
        Assert.That(
            functions,
            Has.All.Matches<JsonElement>(f =>
                f.GetProperty("summary").GetString()!.Length > 0 && f.GetProperty("signature").GetString()!.Contains('(')
            )
        );
    }

    [Test]
    public async Task Of_a_long_text_that_is_no_function_only_the_beginning_is_on_record()
    {
        var user = await _server.RegisterUserAsync();
        await user.CallAsync($"get_voltage('{new string('x', 9_000)}')");
        await user.CallAsync($"{new string('f', 9_000)}()");
        var longest = await _server.SqlAsync<int>(
            $"SELECT max(length(function) + length(detail)) FROM lab_calls WHERE user_id = {user.UserId} AND outcome = 'Refused'"
        );
        Assert.That(longest, Is.InRange(200, 500));
    }

    [Test]
    public async Task Every_call_is_on_record_for_its_user_and_for_staff()
    {
        var mine = await _server.RegisterUserAsync();
        var other = await _server.RegisterUserAsync();
        await mine.CallAsync("get_voltage('CH3')");
        await mine.CallAsync("get_voltage(");
        var calls = (await mine.GetAsync("/v1/lab/calls?sort=id"))
            .EnsureStatus(HttpStatusCode.OK)
            .Data.EnumerateArray()
            .Select(c => c.GetProperty("attributes"))
            .ToList();
        Assert.That(
            string.Join(", ", calls.Select(c => $"{c.GetProperty("function").GetString()} {c.GetProperty("outcome").GetString()}")),
            Is.EqualTo("get_voltage('CH3') done, get_voltage( refused")
        );
        Assert.That(calls[0].GetProperty("took-ms").GetDouble(), Is.GreaterThan(0));
        Assert.That(calls[1].GetProperty("detail").GetString(), Does.StartWith("Column 13"));
        Assert.That((await other.GetAsync("/v1/lab/calls")).Data.GetArrayLength(), Is.Zero);
        Assert.That((await _server.Admin.GetAsync($"/v1/users/{mine.UserId}/lab-calls")).Data.GetArrayLength(), Is.EqualTo(2));
    }

    [Test]
    public async Task The_same_idempotency_key_is_one_call_with_one_answer()
    {
        var user = await _server.RegisterUserAsync();
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 5).Select(_ => user.CallAsync("get_voltage('CH1')", "main", ("Idempotency-Key", "once")))
        );
        Assert.That(answers.Select(a => a.Status).Distinct(), Is.SubsetOf((HttpStatusCode[])[HttpStatusCode.OK, HttpStatusCode.Conflict]));
        var again = await user.CallAsync("get_voltage('CH1')", "main", ("Idempotency-Key", "once"));
        Assert.That(again.Text, Is.EqualTo(answers.First(a => a.Status == HttpStatusCode.OK).Text));
        Assert.That(again.Headers.GetValues("Idempotent-Replayed").Single(), Is.EqualTo("true"));
        Assert.That(await _server.SqlAsync<long>($"SELECT count(*) FROM lab_calls WHERE user_id = {user.UserId}"), Is.EqualTo(1));
        Assert.That(
            (await user.CallAsync("get_voltage('CH2')", "main", ("Idempotency-Key", "once"))).Status,
            Is.EqualTo(HttpStatusCode.UnprocessableEntity)
        );
    }

    [Test]
    public async Task A_key_is_in_use_while_its_holder_is_connected_and_free_afterwards()
    {
        var user = await _server.RegisterUserAsync();
        var number = BinaryPrimitives.ReadInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"user {user.UserId}\nheld")));
        await using (var holder = new NpgsqlConnection(_server.ConnectionString + ";Pooling=false"))
        {
            await holder.OpenAsync();
            await using var command = new NpgsqlCommand($"SELECT pg_advisory_lock({number})", holder);
            await command.ExecuteNonQueryAsync();
            var early = (await user.CallAsync("get_voltage('CH1')", "main", ("Idempotency-Key", "held"))).EnsureStatus(
                HttpStatusCode.Conflict
            );
            Assert.That(early.Headers.RetryAfter, Is.Not.Null);
        }

        await Eventually.ReadAsync(
            "the key is free",
            () => user.CallAsync("get_voltage('CH1')", "main", ("Idempotency-Key", "held")),
            answer => answer.Status != HttpStatusCode.Conflict
        );
        Assert.That(
            await _server.SqlAsync<string>($"SELECT string_agg(outcome, ' ') FROM lab_calls WHERE user_id = {user.UserId}"),
            Is.EqualTo("Done"),
            "called once"
        );
    }

    [Test]
    public async Task A_call_that_a_booked_device_could_not_serve_is_tried_again_under_its_key()
    {
        var other = await _server.RegisterUserAsync();
        var booking = await _server.Admin.BookNowAsync();
        try
        {
            // The holder must call, because the booked quarter of an hour may have begun long ago.
            (await _server.Admin.CallAsync("get_pv1()")).EnsureStatus(HttpStatusCode.OK);
            (await other.CallAsync("get_pv1()", "main", ("Idempotency-Key", "later"))).EnsureStatus(HttpStatusCode.Conflict);
        }
        finally
        {
            (await _server.Admin.DeleteAsync($"/v1/lab/bookings/{booking.Id()}")).EnsureStatus(HttpStatusCode.OK);
        }

        (await other.CallAsync("get_pv1()", "main", ("Idempotency-Key", "later"))).EnsureStatus(HttpStatusCode.OK);
    }

    [Test]
    public async Task No_transaction_is_open_while_a_device_works()
    {
        var user = await _server.RegisterUserAsync();
        using var cancellation = new CancellationTokenSource();
        var slow = user.OccupyDeviceAsync(cancellation.Token, ("Idempotency-Key", "slow"));
        await _server.WaitForDeviceStateAsync("busy");
        // Transactions of other requests end soon. One around the call would stay open as long as the device works.
        while (
            await _server.SqlAsync<long>(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in transaction%'"
            ) > 0
        )
            Assert.That(slow.IsCompleted, Is.False, "a transaction was open during the whole call");
        Assert.That(slow.IsCompleted, Is.False, "the device is still working");
        await cancellation.CancelAsync();
        Assert.CatchAsync<OperationCanceledException>(() => slow);
    }

    [Test]
    public async Task The_holder_of_a_running_booking_has_exclusive_use()
    {
        var holder = await _server.RegisterUserAsync();
        var other = await _server.RegisterUserAsync();
        var booking = await holder.BookNowAsync();
        try
        {
            (await holder.CallAsync("set_pv1(2)")).EnsureStatus(HttpStatusCode.OK);
            var rejected = (await other.CallAsync("get_pv1()")).EnsureStatus(HttpStatusCode.Conflict);
            Assert.That(rejected.Code(), Is.EqualTo("device-booked"));
            Assert.That(rejected.Headers.RetryAfter!.Delta, Is.GreaterThan(TimeSpan.Zero));
            Assert.That((await holder.CallAsync("get_pv1()")).Number(), Is.EqualTo(2).Within(0.01), "the holder's settings are kept");
        }
        finally
        {
            (await holder.DeleteAsync($"/v1/lab/bookings/{booking.Id()}")).EnsureStatus(HttpStatusCode.OK);
        }

        (await other.CallAsync("get_pv1()")).EnsureStatus(HttpStatusCode.OK);
    }
}
