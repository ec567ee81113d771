using System.Diagnostics.Metrics;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;
using OpenEvent.Application.Lab;
using OpenEvent.Domain.Common;
using OpenEvent.Infrastructure.Lab;

namespace OpenEvent.Application.Tests.Lab;

/// <summary>Many users before one device.</summary>
public sealed class BenchBrokerTests
{
    private FakeInstrument _device = null!;
    private BenchBroker _broker = null!;
    private LabClock _clock = null!;
    private LabSettings _settings = null!;

    [SetUp]
    public void SetUp() => Open(new LabSettings { CallsPerUser = 50, IdleMinutes = 5 });

    [TearDown]
    public async Task TearDown() => await _broker.DisposeAsync();

    [Test]
    public async Task Fifty_users_at_once_each_get_their_own_answer_in_turns()
    {
        _broker.Start();
        var calls = Enumerable.Range(0, 500).Select(n => (User: 1 + (n % 50), Text: $"user {1 + (n % 50)} call {n}")).ToList();
        var answers = await Task.WhenAll(calls.Select(c => CallAsync(c.User, c.Text)));
        Assert.That(answers, Is.EqualTo(calls.Select(c => c.Text)));
        Assert.That(_device.MostAtOnce, Is.EqualTo(1), "calls at the device at a time");
    }

    [Test]
    public async Task A_user_with_many_calls_lets_the_others_through()
    {
        _device.IsHeld = true;
        _broker.Start();
        List<Task<string>> all = [CallAsync(1, "a0")];
        await _device.BegunAsync();
        for (var n = 1; n < 10; n++)
            all.Add(CallAsync(1, $"a{n}"));
        all.Add(CallAsync(2, "b"));
        all.Add(CallAsync(3, "c"));
        Assert.That(
            (_broker.QueueFor(1).Position, _broker.QueueFor(2).Position, _broker.QueueFor(3).Position, _broker.QueueFor(4).Position),
            Is.EqualTo(((int?)1, (int?)2, (int?)3, (int?)null))
        );
        _device.Let(all.Count);
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
            "once for the device itself, then for each user"
        );
    }

    [Test]
    public async Task A_wrong_function_string_never_reaches_the_queue()
    {
        _device.IsHeld = true;
        _broker.Start();
        var first = CallAsync(1, "a");
        await _device.BegunAsync();
        var refused = Assert.ThrowsAsync<Refused>(() => CallAsync(2, "!"))!;
        Assert.That((refused.Kind, refused.Problems[0].Column), Is.EqualTo((RefusalKind.Invalid, 1)));
        _device.Let();
        await first;
    }

    [Test]
    public async Task Who_goes_away_while_he_waits_leaves_nothing_behind()
    {
        _device.IsHeld = true;
        _broker.Start();
        var first = CallAsync(1, "a");
        await _device.BegunAsync();
        using var gone = new CancellationTokenSource();
        var waiting = CallAsync(2, "b", gone.Token);
        await gone.CancelAsync();
        Assert.CatchAsync<OperationCanceledException>(() => waiting);
        _device.Let();
        await first;
        Assert.That(Calls(), Is.EqualTo(Items("a")));
    }

    [Test]
    public async Task Who_goes_away_during_his_call_frees_the_device_which_is_made_safe()
    {
        _device.IsHeld = true;
        _broker.Start();
        using var gone = new CancellationTokenSource();
        var first = CallAsync(1, "a", gone.Token);
        await _device.BegunAsync();
        await gone.CancelAsync();
        Assert.CatchAsync<OperationCanceledException>(() => first);
        var next = CallAsync(1, "a again");
        _device.Let();
        Assert.That(await next, Is.EqualTo("a again"));
        Assert.That(Log()[^2..], Is.EqualTo(Items("safe", "a again")), "nobody knows how far the device came, not even for the same user");
    }

    [Test]
    public async Task A_call_that_takes_too_long_is_ended_and_the_next_served()
    {
        _device.IsHeld = true;
        _broker.Start();
        var slow = CallAsync(1, "slow");
        await _device.BegunAsync();
        _clock.Pass(TimeSpan.FromSeconds(31));
        var refused = Assert.ThrowsAsync<Refused>(() => slow)!;
        Assert.That((refused.Kind, refused.Problems[0].Code), Is.EqualTo((RefusalKind.Unavailable, BenchCodes.TimedOut)));
        var next = CallAsync(2, "quick");
        _device.Let();
        Assert.That(await next, Is.EqualTo("quick"));
    }

    [Test]
    public async Task A_call_waits_for_its_turn_only_so_long()
    {
        Open(new LabSettings { QueueSeconds = 10 });
        _device.IsHeld = true;
        _broker.Start();
        var first = CallAsync(1, "a");
        await _device.BegunAsync();
        var waiting = CallAsync(2, "b");
        _clock.Pass(TimeSpan.FromSeconds(11));
        Assert.That(Assert.ThrowsAsync<Refused>(() => waiting)!.Problems[0].Code, Is.EqualTo(BenchCodes.TimedOut));
        _device.Let();
        Assert.That(await first, Is.EqualTo("a"));
    }

    [Test]
    public async Task A_lost_device_is_a_clear_error_and_then_serves_again()
    {
        _broker.Start();
        await CallAsync(1, "a");
        _device.IsGone = true;
        var refused = Assert.ThrowsAsync<Refused>(() => CallAsync(1, "lost"))!;
        Assert.That(
            (refused.Kind, refused.Problems[0].Code, _broker.Status.State),
            Is.EqualTo((RefusalKind.Unavailable, BenchCodes.Lost, BenchState.Lost))
        );
        _device.IsGone = false;
        Assert.That(await CallAsync(1, "back"), Is.EqualTo("back"));
        Assert.That(Log()[^2..], Is.EqualTo(Items("safe", "back")), "a board that was away may have its outputs on");
        Assert.That(_broker.Status.State, Is.EqualTo(BenchState.Ready));
    }

    [Test]
    public async Task A_lost_device_is_greeted_again_though_nobody_calls()
    {
        _device.IsGone = true;
        _broker.Start();
        await UntilAsync(() => _broker.Status.State == BenchState.Lost);
        _device.IsGone = false;
        // The broker sets its alarm when it wants to.
        await UntilAsync(() =>
        {
            _clock.Pass(TimeSpan.FromSeconds(1));
            return _broker.Status is { State: BenchState.Ready, Board: "PSLab V6" };
        });
    }

    [Test]
    public async Task A_device_that_is_left_alone_is_switched_off()
    {
        _broker.Start();
        await CallAsync(1, "a");
        await PassAsync(TimeSpan.FromMinutes(4));
        Assert.That(Log()[^1], Is.EqualTo("a"));
        await PassAsync(TimeSpan.FromMinutes(2));
        await UntilAsync(() => Log()[^1] == "safe");
    }

    [Test]
    public async Task A_booking_keeps_its_holders_settings_until_it_ends()
    {
        _broker.Start();
        await CallAsync(1, "a", default, new Reservation(1, _clock.GetUtcNow(), _clock.GetUtcNow().AddMinutes(30)));
        await PassAsync(TimeSpan.FromMinutes(29));
        Assert.That(Log()[^1], Is.EqualTo("a"));
        await PassAsync(TimeSpan.FromMinutes(2));
        await UntilAsync(() => Log()[^1] == "safe");
    }

    [Test]
    public void More_calls_than_a_user_may_have_waiting_are_refused()
    {
        Open(new LabSettings { CallsPerUser = 2, CallsPerDevice = 3 });
        List<Task> waiting = [CallAsync(1, "a1"), CallAsync(1, "a2")];
        Assert.That(Assert.ThrowsAsync<Refused>(() => CallAsync(1, "a3"))!.Kind, Is.EqualTo(RefusalKind.Throttled));
        waiting.Add(CallAsync(2, "b1"));
        Assert.That(
            Assert.ThrowsAsync<Refused>(() => CallAsync(3, "c1"))!.Problems[0].Code,
            Is.EqualTo(BenchCodes.Full),
            "the device's own limit"
        );
    }

    [Test]
    public async Task Whose_booking_runs_has_the_device_for_himself_while_he_uses_it()
    {
        _broker.Start();
        var mine = new Reservation(1, _clock.GetUtcNow().AddMinutes(-1), _clock.GetUtcNow().AddMinutes(59));
        Assert.That(await CallAsync(1, "mine", default, mine), Is.EqualTo("mine"));
        var refused = Assert.ThrowsAsync<Refused>(() => CallAsync(2, "yours", default, mine))!;
        Assert.That(
            (refused.Kind, refused.Problems[0].Code, refused.RetryAfter),
            Is.EqualTo((RefusalKind.Conflict, BenchCodes.Booked, (TimeSpan?)TimeSpan.FromMinutes(59)))
        );
        _clock.Pass(TimeSpan.FromMinutes(6));
        Assert.That(await CallAsync(2, "while he is away", default, mine), Is.EqualTo("while he is away"));
        Assert.That(await CallAsync(1, "back", default, mine), Is.EqualTo("back"));
        Assert.That(Assert.ThrowsAsync<Refused>(() => CallAsync(2, "again", default, mine))!.Kind, Is.EqualTo(RefusalKind.Conflict));
        _clock.Pass(TimeSpan.FromMinutes(54));
        Assert.That(await CallAsync(2, "after it", default, mine), Is.EqualTo("after it"));
    }

    [Test]
    public async Task The_holder_goes_before_those_who_wait()
    {
        _device.IsHeld = true;
        _broker.Start();
        var mine = new Reservation(9, _clock.GetUtcNow().AddMinutes(-10), _clock.GetUtcNow().AddMinutes(50));
        List<Task<string>> all = [CallAsync(1, "a", default, mine)];
        await _device.BegunAsync();
        all.Add(CallAsync(2, "b", default, mine));
        all.Add(CallAsync(9, "holder", default, mine));
        _device.Let(3);
        Assert.That(await all[2], Is.EqualTo("holder"));
        Assert.That(Assert.ThrowsAsync<Refused>(() => all[1])!.Kind, Is.EqualTo(RefusalKind.Conflict), "now that the holder is there");
        Assert.That(Calls(), Is.EqualTo(Items("a", "holder")));
    }

    [Test]
    public async Task Who_still_waits_when_the_server_stops_is_told()
    {
        _device.IsHeld = true;
        _broker.Start();
        var (first, second) = (CallAsync(1, "a"), CallAsync(2, "b"));
        await _device.BegunAsync();
        await _broker.DisposeAsync();
        foreach (var call in Items(first, second))
            Assert.That(Assert.ThrowsAsync<Refused>(() => call)!.Kind, Is.EqualTo(RefusalKind.Unavailable));
        Assert.That(Log()[^2..], Is.EqualTo(Items("safe", "closed")));
        Open(_settings);
    }

    private void Open(LabSettings settings)
    {
        (_settings, _clock, _device) = (settings, new LabClock(), FakeInstrument.Make());
        _broker = Before(_device, settings, _clock);
    }

    private static BenchBroker Before(IInstrument device, LabSettings settings, LabClock clock) =>
        new("main", "virtual", device, settings, clock, new LabMeter(new Meters()), NullLogger.Instance);

    private async Task<string> CallAsync(long user, string function, CancellationToken ct = default, params Reservation[] bookings) =>
        Encoding.UTF8.GetString(await _broker.CallAsync(new BenchCall(user, function, bookings), ct));

    /// <summary>In steps, between which the device is looked after as it is in the course of time.</summary>
    private async Task PassAsync(TimeSpan time)
    {
        for (var step = TimeSpan.FromSeconds(10); time > TimeSpan.Zero; time -= step)
        {
            var before = _device.Greetings;
            _clock.Pass(step);
            await UntilAsync(() => _device.Greetings > before);
        }
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        while (!holds())
            await Task.Delay(5, limit.Token);
    }

    private List<string> Log()
    {
        lock (_device.Log)
            return [.. _device.Log];
    }

    private IEnumerable<string> Calls() => Log().Where(l => l is not ("safe" or "closed"));

    private sealed class Meters : IMeterFactory
    {
        public Meter Create(MeterOptions options) => new(options);

        public void Dispose() { }
    }

    private static T[] Items<T>(params T[] items) => items;
}
