namespace OpenEvent.PSLab.Virtual;

/// <summary>A digital signal that is defined for every tick of the device clock. Its edges are calculated instead of sampled.</summary>
internal abstract class DigitalSignal
{
    public const long Never = long.MaxValue;

    public static DigitalSignal Low { get; } = new ConstantSignal(false);

    public static DigitalSignal High { get; } = new ConstantSignal(true);

    public static DigitalSignal Constant(bool level) => level ? High : Low;

    /// <summary>The fraction of the time in which the signal is high.</summary>
    public virtual double Duty => 0.5;

    public abstract bool Level(long tick);

    /// <summary>The first tick after <paramref name="tick"/> at which the level changes; <see cref="Never"/> if it does not.</summary>
    public abstract long NextEdge(long tick);

    /// <summary>The number of rising edges after <paramref name="from"/> up to and including <paramref name="to"/>.</summary>
    public virtual long CountRises(long from, long to)
    {
        var count = 0L;
        for (var edge = NextEdge(from); edge <= to; edge = NextEdge(edge))
            if (Level(edge))
                count++;
        return count;
    }

    private sealed class ConstantSignal(bool level) : DigitalSignal
    {
        public override double Duty => level ? 1 : 0;

        public override bool Level(long tick) => level;

        public override long NextEdge(long tick) => Never;
    }
}

/// <summary>The pulses of a timer: high from <paramref name="rise"/> to <paramref name="fall"/> of every period, all in ticks.</summary>
internal sealed class PulseSignal(long start, long period, long rise, long fall) : DigitalSignal
{
    /// <summary>
    /// Creates the signal for compare values. A fall that the timer never reaches leaves the pin high; a fall at the rise leaves it low.
    /// </summary>
    public static DigitalSignal Create(long start, long period, long rise, long fall) =>
        rise >= period || rise == fall ? Low
        : fall >= period ? High
        : new PulseSignal(start, period, rise, fall);

    public override double Duty => (fall > rise ? fall - rise : period - rise + fall) / (double)period;

    public override bool Level(long tick)
    {
        var phase = FloorDivide(tick - start, period).Remainder;
        return rise < fall ? phase >= rise && phase < fall : phase >= rise || phase < fall;
    }

    public override long NextEdge(long tick)
    {
        var (cycle, phase) = FloorDivide(tick - start, period);
        var (first, second) = rise < fall ? (rise, fall) : (fall, rise);
        return start
            + cycle * period
            + (
                phase < first ? first
                : phase < second ? second
                : period + first
            );
    }

    public override long CountRises(long from, long to) =>
        FloorDivide(to - start - rise, period).Cycles - FloorDivide(from - start - rise, period).Cycles;

    internal static (long Cycles, long Remainder) FloorDivide(long value, long by)
    {
        var cycles = Math.DivRem(value, by, out var remainder);
        return remainder < 0 ? (cycles - 1, remainder + by) : (cycles, remainder);
    }
}

/// <summary>One pulse after <paramref name="start"/>; <paramref name="idle"/> is the level before and after it.</summary>
internal sealed class SinglePulseSignal(long start, long rise, long fall, bool idle) : DigitalSignal
{
    public override double Duty => idle ? 1 : 0;

    public override bool Level(long tick) => tick >= start + rise && tick < start + fall ? !idle : idle;

    public override long NextEdge(long tick) =>
        fall <= rise ? Never
        : tick < start + rise ? start + rise
        : tick < start + fall ? start + fall
        : Never;
}

/// <summary>
/// 128 MHz divided by 2^<paramref name="scaler"/>. The two fastest clocks have a period of at most one tick, so inputs cannot follow them,
/// but a counter can.
/// </summary>
internal sealed class ReferenceClockSignal(int scaler) : DigitalSignal
{
    public override bool Level(long tick) => scaler >= 2 ? ((tick << 1 >> (scaler - 1)) & 1) == 0 : (tick & 1) == 0;

    public override long NextEdge(long tick)
    {
        if (scaler < 3)
            return tick + 1;
        var half = 1L << (scaler - 2);
        return (PulseSignal.FloorDivide(tick, half).Cycles + 1) * half;
    }

    public override long CountRises(long from, long to) => (to << 1 >> scaler) - (from << 1 >> scaler);
}
