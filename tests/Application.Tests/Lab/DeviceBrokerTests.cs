using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;
using OpenEvent.Application.Lab;
using OpenEvent.Domain.Common;
using OpenEvent.Infrastructure.Lab;
using OpenEvent.Testing;

namespace OpenEvent.Application.Tests.Lab;

/// <summary>Many users share one device.</summary>
public sealed partial class DeviceBrokerTests
{
    private FakeInstrument _device = null!;
    private DeviceBroker _broker = null!;
    private ManualClock _clock = null!;
    private LabSettings _settings = null!;

    [SetUp]
    public void SetUp() => CreateBroker(new LabSettings { CallsPerUser = 50, IdleMinutes = 5 });

    [TearDown]
    public async Task TearDown() => await _broker.DisposeAsync();

    [Test]
    public async Task Fifty_users_at_once_each_get_their_own_answer_in_turns()
    {
        _broker.Start();
        var calls = Enumerable.Range(0, 500).Select(n => (User: 1 + (n % 50), Text: $"user {1 + (n % 50)} call {n}")).ToList();
        var answers = await Task.WhenAll(calls.Select(c => CallAsync(c.User, c.Text)));
        Assert.That(answers, Is.EqualTo(calls.Select(c => c.Text)));
        Assert.That(_device.MaxConcurrentCalls, Is.EqualTo(1), "calls at the device at a time");
    }

    [Test]
    public async Task A_user_with_many_calls_does_not_block_others()
    {
        _device.HoldsCalls = true;
        _broker.Start();
        List<Task<string>> all = [CallAsync(1, "a0")];
        await _device.WaitForCallAsync();
        for (var n = 1; n < 10; n++)
            all.Add(CallAsync(1, $"a{n}"));
        all.Add(CallAsync(2, "b"));
        all.Add(CallAsync(3, "c"));
        Assert.That(
            (_broker.GetQueue(1).Position, _broker.GetQueue(2).Position, _broker.GetQueue(3).Position, _broker.GetQueue(4).Position),
            Is.EqualTo(((int?)1, (int?)2, (int?)3, (int?)null))
        );
        _device.Release(all.Count);
        await Task.WhenAll(all);
        Assert.That(Calls().Take(4), Is.EqualTo(Items("a0", "a1", "b", "c")));
    }

    [Test]
    public async Task The_device_is_made_safe_between_users_and_only_then()
    {
        _broker.Start();
        await CallAsync(1, "a1");
        await CallAsync(1, "a2");
        await CallAsync(2, "b1");
        await CallAsync(1, "a3");
        Assert.That(
            Log(),
            Is.EqualTo(Items("safe", "safe", "a1", "a2", "safe", "b1", "safe", "a3")),
            "once when the device is identified, then for each user"
        );
    }

    [Test]
    public async Task A_wrong_function_string_never_reaches_the_queue()
    {
        _device.HoldsCalls = true;
        _broker.Start();
        var first = CallAsync(1, "a");
        await _device.WaitForCallAsync();
        var rejection = Assert.ThrowsAsync<RejectedException>(() => CallAsync(2, "!"))!;
        Assert.That((rejection.Kind, rejection.Problems[0].Column), Is.EqualTo((RejectionKind.Invalid, 1)));
        _device.Release();
        await first;
    }

    [Test]
    public async Task A_caller_who_cancels_while_waiting_is_removed_from_the_queue()
    {
        _device.HoldsCalls = true;
        _broker.Start();
        var first = CallAsync(1, "a");
        await _device.WaitForCallAsync();
        using var cancellation = new CancellationTokenSource();
        var waiting = CallAsync(2, "b", cancellation.Token);
        await cancellation.CancelAsync();
        Assert.CatchAsync<OperationCanceledException>(() => waiting);
        _device.Release();
        await first;
        Assert.That(Calls(), Is.EqualTo(Items("a")));
    }

    [Test]
    public async Task A_caller_who_cancels_their_call_frees_the_device_and_keeps_its_settings()
    {
        _device.HoldsCalls = true;
        _broker.Start();
        using var cancellation = new CancellationTokenSource();
        var first = CallAsync(1, "a", cancellation.Token);
        await _device.WaitForCallAsync();
        await cancellation.CancelAsync();
        Assert.CatchAsync<OperationCanceledException>(() => first);
        var next = CallAsync(1, "a again");
        _device.Release();
        Assert.That(await next, Is.EqualTo("a again"));
        Assert.That(Log()[^2..], Is.EqualTo(Items("a", "a again")));
        _device.HoldsCalls = false;
        await CallAsync(2, "b");
        Assert.That(Log()[^2..], Is.EqualTo(Items("safe", "b")), "the next user does not get them");
    }

    [Test]
    public async Task A_call_that_takes_too_long_is_ended_and_the_next_served()
    {
        _device.HoldsCalls = true;
        _broker.Start();
        var slow = CallAsync(1, "slow");
        await _device.WaitForCallAsync();
        _clock.Advance(TimeSpan.FromSeconds(31));
        var rejection = Assert.ThrowsAsync<RejectedException>(() => slow)!;
        Assert.That((rejection.Kind, rejection.Problems[0].Code), Is.EqualTo((RejectionKind.Unavailable, DeviceCodes.TimedOut)));
        var next = CallAsync(2, "quick");
        _device.Release();
        Assert.That(await next, Is.EqualTo("quick"));
    }

    [Test]
    public async Task A_call_waits_for_its_turn_up_to_the_queue_timeout()
    {
        CreateBroker(new LabSettings { QueueSeconds = 10 });
        _device.HoldsCalls = true;
        _broker.Start();
        var first = CallAsync(1, "a");
        await _device.WaitForCallAsync();
        var waiting = CallAsync(2, "b");
        _clock.Advance(TimeSpan.FromSeconds(11));
        Assert.That(Assert.ThrowsAsync<RejectedException>(() => waiting)!.Problems[0].Code, Is.EqualTo(DeviceCodes.TimedOut));
        _device.Release();
        Assert.That(await first, Is.EqualTo("a"));
    }

    [Test]
    public async Task A_lost_device_is_reported_and_serves_again_when_it_returns()
    {
        _broker.Start();
        await CallAsync(1, "a");
        _device.IsDisconnected = true;
        var rejection = Assert.ThrowsAsync<RejectedException>(() => CallAsync(1, "lost"))!;
        Assert.That(
            (rejection.Kind, rejection.Problems[0].Code, _broker.Info.State),
            Is.EqualTo((RejectionKind.Unavailable, DeviceCodes.Lost, DeviceState.Lost))
        );
        _device.IsDisconnected = false;
        Assert.That(await CallAsync(1, "back"), Is.EqualTo("back"));
        Assert.That(Log()[^2..], Is.EqualTo(Items("safe", "back")), "the outputs of a board that was lost may be on");
        Assert.That(_broker.Info.State, Is.EqualTo(DeviceState.Ready));
    }

    [Test]
    public async Task A_lost_device_is_identified_again_without_a_call()
    {
        _device.IsDisconnected = true;
        _broker.Start();
        await WaitUntilAsync(() => _broker.Info.State == DeviceState.Lost);
        _device.IsDisconnected = false;
        // The broker creates its timer in the background, so advance the clock repeatedly.
        await WaitUntilAsync(() =>
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            return _broker.Info is { State: DeviceState.Ready, Board: "PSLab V6" };
        });
    }

    [Test]
    public async Task An_idle_device_is_switched_off()
    {
        _broker.Start();
        await CallAsync(1, "a");
        await AdvanceAsync(TimeSpan.FromMinutes(4));
        Assert.That(Log()[^1], Is.EqualTo("a"));
        await AdvanceAsync(TimeSpan.FromMinutes(2));
        await WaitUntilAsync(() => Log()[^1] == "safe");
    }

    [Test]
    public void Calls_over_the_queue_limits_are_rejected()
    {
        CreateBroker(new LabSettings { CallsPerUser = 2, CallsPerDevice = 3 });
        List<Task> waiting = [CallAsync(1, "a1"), CallAsync(1, "a2")];
        Assert.That(Assert.ThrowsAsync<RejectedException>(() => CallAsync(1, "a3"))!.Kind, Is.EqualTo(RejectionKind.TooManyRequests));
        waiting.Add(CallAsync(2, "b1"));
        Assert.That(
            Assert.ThrowsAsync<RejectedException>(() => CallAsync(3, "c1"))!.Problems[0].Code,
            Is.EqualTo(DeviceCodes.QueueFull),
            "the limit for the device"
        );
    }

    [Test]
    public async Task Waiting_callers_get_an_error_when_the_server_stops()
    {
        _device.HoldsCalls = true;
        _broker.Start();
        var first = CallAsync(1, "a");
        var second = CallAsync(2, "b");
        await _device.WaitForCallAsync();
        await _broker.DisposeAsync();
        foreach (var call in Items(first, second))
            Assert.That(Assert.ThrowsAsync<RejectedException>(() => call)!.Kind, Is.EqualTo(RejectionKind.Unavailable));
        Assert.That(Log()[^2..], Is.EqualTo(Items("safe", "closed")));
        CreateBroker(_settings);
    }

    [Test]
    public async Task A_user_is_told_once_that_the_device_lost_their_settings()
    {
        _broker.Start();
        Assert.That(await GetNoticeAsync(1), Is.Null);
        _device.Connections++;
        Assert.That(await GetNoticeAsync(1), Does.Contain("settings were lost"));
        Assert.That(await GetNoticeAsync(1), Is.Null);
        _device.Connections++;
        Assert.That(await GetNoticeAsync(2), Is.Null, "the device was made safe for another user anyway");
    }

    [Test]
    public async Task A_user_is_told_that_the_device_was_lost_between_two_calls()
    {
        _broker.Start();
        await CallAsync(1, "a");
        _device.IsDisconnected = true;
        await AdvanceAsync(TimeSpan.FromSeconds(20));
        await WaitUntilAsync(() => _broker.Info.State == DeviceState.Lost);
        _device.IsDisconnected = false;
        Assert.That(await GetNoticeAsync(1), Does.Contain("settings were lost"));
        Assert.That(await GetNoticeAsync(1), Is.Null);
    }

    private void CreateBroker(LabSettings settings)
    {
        _settings = settings;
        _clock = new ManualClock();
        _device = FakeInstrument.Create();
        _broker = CreateBrokerFor(_device, settings, _clock);
    }

    private static DeviceBroker CreateBrokerFor(IDeviceDriver device, LabSettings settings, ManualClock clock) =>
        new("main", "virtual", device, settings, clock, new LabMetrics(new TestMeterFactory()), NullLogger.Instance)
        {
            ConfiguredCircuit = "bench",
        };

    private async Task<string> CallAsync(long user, string function, CancellationToken ct = default, params BookedPeriod[] bookings) =>
        Encoding.UTF8.GetString(await _broker.CallAsync(new DeviceCall(user, function, bookings), ct));

    /// <summary>Advances the clock in steps. Between them the broker does its maintenance, as in real time.</summary>
    private async Task AdvanceAsync(TimeSpan time)
    {
        for (var step = TimeSpan.FromSeconds(10); time > TimeSpan.Zero; time -= step)
        {
            var before = _device.IdentifyCount;
            _clock.Advance(step);
            await WaitUntilAsync(() => _device.IdentifyCount > before);
        }
    }

    private static Task WaitUntilAsync(Func<bool> condition, [CallerArgumentExpression(nameof(condition))] string what = "") =>
        Eventually.IsTrueAsync(what, condition);

    private List<string> Log()
    {
        lock (_device.Log)
            return [.. _device.Log];
    }

    private IEnumerable<string> Calls() => Log().Where(l => l is not ("safe" or "closed"));

    private sealed class TestMeterFactory : IMeterFactory
    {
        public Meter Create(MeterOptions options) => new(options);

        public void Dispose() { }
    }

    private static T[] Items<T>(params T[] items) => items;
}
