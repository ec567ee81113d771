using NUnit.Framework;
using OpenEvent.Application.Common;

namespace OpenEvent.WebApi.Tests.TestingMode;

/// <summary>The clock itself, without a server.</summary>
[TestFixture]
public sealed class TestClockTests
{
    private static readonly DateTimeOffset May = new(2090, 5, 1, 9, 0, 0, TimeSpan.Zero);

    [Test]
    public void A_clock_that_was_moved_goes_on()
    {
        var clock = new TestClock();
        clock.MoveTo(May);
        var first = clock.GetUtcNow();
        Assert.That(first, Is.GreaterThanOrEqualTo(May));
        Assert.That(() => clock.GetUtcNow(), Is.GreaterThan(first).After(5000, 1));
    }

    [Test]
    public void A_frozen_clock_shows_one_instant_until_it_is_moved_or_goes_on()
    {
        var clock = new TestClock();
        clock.MoveTo(May);
        clock.Freeze();
        var frozen = clock.GetUtcNow();
        Assert.That(SpinWait.SpinUntil(() => clock.GetUtcNow() != frozen, TimeSpan.FromMilliseconds(20)), Is.False);
        clock.MoveTo(May.AddDays(1));
        Assert.That(clock.GetUtcNow(), Is.EqualTo(May.AddDays(1)));
        clock.Unfreeze();
        Assert.That(() => clock.GetUtcNow(), Is.GreaterThan(May.AddDays(1)).After(5000, 1));
    }

    [Test]
    public void Reset_shows_the_real_time()
    {
        var clock = new TestClock();
        clock.MoveTo(May);
        clock.Freeze();
        clock.Reset();
        Assert.That(clock.GetUtcNow(), Is.LessThanOrEqualTo(TimeProvider.System.GetUtcNow()));
        Assert.That(clock.State, Is.EqualTo(default(ClockState)));
    }

    [Test]
    public async Task A_move_forward_ends_what_waits_for_that_time_and_nothing_that_waits_longer()
    {
        var clock = new TestClock();
        var hour = Task.Delay(TimeSpan.FromHours(1), clock);
        var day = Task.Delay(TimeSpan.FromDays(1), clock);
        using var timer = new PeriodicTimer(TimeSpan.FromHours(2), clock);
        var tick = timer.WaitForNextTickAsync().AsTask();
        clock.MoveTo(clock.GetUtcNow() + TimeSpan.FromMinutes(90));
        await hour;
        Assert.That(day.IsCompleted || tick.IsCompleted, Is.False);
        clock.MoveTo(clock.GetUtcNow() + TimeSpan.FromHours(1));
        Assert.That(await tick);
        var secondTick = timer.WaitForNextTickAsync().AsTask();
        clock.MoveTo(clock.GetUtcNow() + TimeSpan.FromDays(1));
        await day;
        Assert.That(await secondTick);
    }

    [Test]
    public void A_move_back_ends_nothing_and_measures_no_time()
    {
        var clock = new TestClock();
        var start = clock.GetTimestamp();
        var hour = Task.Delay(TimeSpan.FromHours(1), clock);
        clock.MoveTo(clock.GetUtcNow() - TimeSpan.FromDays(1));
        Assert.That(hour.IsCompleted, Is.False);
        Assert.That(clock.GetElapsedTime(start), Is.GreaterThanOrEqualTo(TimeSpan.Zero).And.LessThan(TimeSpan.FromHours(1)));
        clock.MoveTo(clock.GetUtcNow() + TimeSpan.FromDays(2));
        Assert.That(clock.GetElapsedTime(start), Is.GreaterThanOrEqualTo(TimeSpan.FromDays(2)));
    }

    [Test]
    public void A_stopped_timer_does_not_fire()
    {
        var clock = new TestClock();
        using var timeout = new CancellationTokenSource(TimeSpan.FromHours(1), clock);
        timeout.CancelAfter(Timeout.InfiniteTimeSpan);
        clock.MoveTo(clock.GetUtcNow() + TimeSpan.FromDays(1));
        Assert.That(timeout.IsCancellationRequested, Is.False);
        timeout.CancelAfter(TimeSpan.FromHours(1));
        clock.MoveTo(clock.GetUtcNow() + TimeSpan.FromDays(1));
        Assert.That(() => timeout.IsCancellationRequested, Is.True.After(5000, 1));
    }

    [Test]
    public void Instants_outside_of_the_range_are_refused() =>
        Assert.That(() => new TestClock().MoveTo(TestClock.Latest.AddTicks(1)), Throws.InstanceOf<ArgumentOutOfRangeException>());
}
