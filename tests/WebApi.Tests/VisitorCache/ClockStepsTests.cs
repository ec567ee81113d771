using NUnit.Framework;
using OpenEvent.WebApi.VisitorCache;

namespace OpenEvent.WebApi.Tests.VisitorCache;

/// <summary>After the clock of the machine was set, kept answers would live too long.</summary>
public sealed class ClockStepsTests
{
    [TestCase(-3600)]
    [TestCase(3600)]
    [TestCase(-0.2)]
    public void A_step_of_the_clock_is_noticed_once(double seconds)
    {
        var clock = new SetClock();
        var steps = new ClockSteps(clock);
        clock.Elapsed += TimeSpan.FromHours(1);
        Assert.That(steps.TakeStep(), Is.False, "time passes");
        clock.Set += TimeSpan.FromSeconds(seconds);
        Assert.That((steps.TakeStep(), steps.TakeStep()), Is.EqualTo((true, false)));
    }

    private sealed class SetClock : TimeProvider
    {
        public TimeSpan Elapsed { get; set; }

        public TimeSpan Set { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Elapsed.Ticks;

        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddYears(50) + Elapsed + Set;
    }
}
