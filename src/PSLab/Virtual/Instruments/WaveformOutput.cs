namespace OpenEvent.PSLab.Virtual;

/// <summary>
/// One waveform generator (SI1 or SI2). A timer steps through a table. Each entry sets the width of fast pulses on a digital pin (SQ4 or
/// SQ3), and a filter turns them into a voltage. See docs/reference/pslab-protocol.md#shared-hardware.
/// </summary>
internal sealed class WaveformOutput
{
    private double _mean,
        _gain = 1;

    /// <summary>At power-on the tables hold sines that begin downwards.</summary>
    public WaveformOutput() =>
        Load(
            [.. Enumerable.Range(0, 512).Select(i => (ushort)Math.Round(255.5 * (1 - Math.Sin(2 * Math.PI * i / 512))))],
            [.. Enumerable.Range(0, 32).Select(i => (byte)Math.Round(31.5 * (1 - Math.Sin(2 * Math.PI * i / 32))))]
        );

    public ushort[] LongTable { get; private set; } = [];

    public byte[] ShortTable { get; private set; } = [];

    public bool IsOn { get; private set; }

    public bool IsLong { get; private set; }

    /// <summary>The number of ticks for each entry of the table.</summary>
    public long Step { get; private set; } = 1;

    private long Start { get; set; }

    private int Length => IsLong ? 512 : 32;

    public void Load(ushort[] table512, byte[] table32)
    {
        LongTable = table512;
        ShortTable = table32;
        UpdateFilter();
    }

    /// <param name="coarse">The first entry of the table.</param>
    /// <param name="fine">The start value of the timer, in its own counts.</param>
    public void Begin(long now, bool isLong, uint periodLessOne, int prescaler, uint coarse = 0, uint fine = 0)
    {
        IsOn = true;
        IsLong = isLong;
        Step = (periodLessOne + 1) * PrescalerFactor(prescaler);
        Start = now - coarse % Length * Step - fine * PrescalerFactor(prescaler);
        UpdateFilter();
    }

    public void Stop() => IsOn = false;

    public static long PrescalerFactor(int index) =>
        (index & 3) switch
        {
            0 => 1,
            1 => 8,
            2 => 64,
            _ => 256,
        };

    public double Mean => IsOn ? _mean : 0;

    /// <summary>
    /// The voltage after the filter, which interpolates the steps and attenuates frequencies below 20 Hz and above 5 kHz.
    /// </summary>
    public double Volts(double tick)
    {
        if (!IsOn)
            return 0;
        var position = (tick - Start) / Step;
        var entry = (long)Math.Floor(position);
        var from = GetEntryVolts(entry);
        return _mean + (from + (GetEntryVolts(entry + 1) - from) * (position - entry) - _mean) * _gain;
    }

    /// <summary>The signal of a digital input on this output. Its level changes with the steps of the table.</summary>
    public DigitalSignal CreateThresholdSignal(double volts) => IsOn ? new ThresholdSignal(this, volts) : DigitalSignal.Constant(0 > volts);

    /// <summary>The pulses on the digital pin that the generator uses.</summary>
    public DigitalSignal CreatePwmSignal() => new PwmSignal(this);

    private void UpdateFilter()
    {
        _mean = 0;
        for (var i = 0; i < Length; i++)
            _mean += GetEntryVolts(i) / Length;
        var hertz = TickClock.TicksPerSecond / ((double)Step * Length);
        _gain = 1 / Math.Sqrt((1 + Square(5 / hertz)) * (1 + Square(hertz / 20_000)));

        static double Square(double x) => x * x;
    }

    private double GetEntryVolts(long index) =>
        IsLong ? LongTable[index & 511] * (6.6 / 511) - 3.3 : ShortTable[index & 31] * (6.6 / 63) - 3.3;

    private sealed class ThresholdSignal(WaveformOutput sine, double threshold) : DigitalSignal
    {
        public override bool Level(long tick) => IsHigh(PulseSignal.FloorDivide(tick - sine.Start, sine.Step).Cycles);

        public override long NextEdge(long tick)
        {
            var entry = PulseSignal.FloorDivide(tick - sine.Start, sine.Step).Cycles;
            var level = IsHigh(entry);
            for (var i = 1; i <= sine.Length; i++)
                if (IsHigh(entry + i) != level)
                    return sine.Start + (entry + i) * sine.Step;
            return Never;
        }

        private bool IsHigh(long entry) => sine._mean + (sine.GetEntryVolts(entry) - sine._mean) * sine._gain > threshold;
    }

    private sealed class PwmSignal(WaveformOutput sine) : DigitalSignal
    {
        private int Period => sine.IsLong ? 512 : 64;

        public override bool Level(long tick) => sine.IsOn && PulseSignal.FloorDivide(tick - sine.Start, Period).Remainder < Width(tick);

        public override long NextEdge(long tick)
        {
            if (!sine.IsOn)
                return Never;
            var level = Level(tick);
            // The level can only change at the start or end of a pulse, or at a step of the table.
            for (var (at, tries) = (tick, 0); tries < 100_000; tries++)
            {
                var (cycle, remainder) = PulseSignal.FloorDivide(at - sine.Start, Period);
                var begin = sine.Start + (cycle + 1) * Period;
                var end = remainder < Width(at) ? at - remainder + Width(at) : begin;
                var step = sine.Start + (PulseSignal.FloorDivide(at - sine.Start, sine.Step).Cycles + 1) * sine.Step;
                at = Math.Min(Math.Min(begin, end), step);
                if (Level(at) != level)
                    return at;
            }
            return Never;
        }

        private int Width(long tick)
        {
            var entry = PulseSignal.FloorDivide(tick - sine.Start, sine.Step).Cycles;
            return sine.IsLong ? sine.LongTable[entry & 511] : sine.ShortTable[entry & 31];
        }
    }
}
