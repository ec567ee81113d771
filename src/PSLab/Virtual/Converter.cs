using OpenEvent.PSLab.Protocol;

namespace OpenEvent.PSLab.Virtual;

/// <summary>The analog side: amplifiers, converter, captures, and the constant current source (CTMU) with the capacitor input.</summary>
internal sealed class Converter(BoardClock clock, Pins pins, Noise noise, ushort[] buffer)
{
    private const byte Thermometer = 30;

    /// <summary>Microseconds that a sum of 16 conversions takes: 4 µs each.</summary>
    private const long Conversion = 4 * DeviceClock.TicksPerMicrosecond;

    private static readonly double[] Currents = [550e-6, 0.55e-6, 5.5e-6, 55e-6];

    private static readonly AnalogInput?[] Inputs =
    [
        .. Enumerable.Range(0, 32).Select(mux => AnalogInput.All.FirstOrDefault(i => i.Mux == mux)),
    ];

    private readonly double[] _gains = [1, 1, 1];
    private readonly byte[] _slots = [3, 0, 1, 2]; // any input in slot 0, then CH2, CH3, MIC
    private Capture? _capture;
    private bool _isDma;
    private int _triggerSlot,
        _triggerLevel,
        _triggerPrescaler;
    private byte _selected = 5;
    private bool _isStuck;

    /// <summary>Degrees Celsius of the chip: a little above the room.</summary>
    public double Temperature { get; set; } = 27.5;

    /// <summary>A fault: the capture that runs, or else the next one, never tells that it is done.</summary>
    public bool Sticks { get; set; }

    public void Advance(long now) => _capture?.Advance(now);

    public void StopDma()
    {
        if (_isDma)
            _capture = null;
    }

    public Reply Start(Values a, int slots, bool dma)
    {
        var (config, samples) = (a["config"], (int)a["samples"]);
        _slots[0] = _selected = (byte)(config & 15);
        var flag = (config & 0x80) != 0;
        var triggered = flag && !dma;
        // The converter cannot be faster than this, whatever it is told (protocol.md §6), in ticks.
        var fastest = dma
            ? flag
                ? 64
                : 32
            : slots switch
            {
                1 => triggered ? 48 : 32,
                2 => 56,
                _ => 112,
            };
        var gap = Math.Max(a["gap"] * DeviceClock.TicksPerGap, fastest);
        var trigger = triggered ? new Capture.Trigger(_slots[_triggerSlot], _triggerLevel, (int)(a["gap"] >> _triggerPrescaler)) : null;
        (_isDma, _isStuck, Sticks) = (dma, Sticks, false);
        _capture = new Capture(
            clock.Now + gap,
            gap,
            samples,
            _slots[..slots],
            dma && flag ? Calibration.Codes12 : Calibration.Codes10,
            trigger,
            Convert,
            buffer
        );
        return Replies.Ok;
    }

    /// <summary>Of the one-hot channel bits the lowest set one counts.</summary>
    public Reply SetTrigger(Values a)
    {
        var bits = a["config"] & 15;
        _triggerSlot = bits == 0 ? 0 : System.Numerics.BitOperations.TrailingZeroCount(bits);
        (_triggerPrescaler, _triggerLevel) = ((int)(a["config"] >> 4), (int)a["level"]);
        return Replies.Ok;
    }

    /// <summary>A capture by DMA says that it is done at once, whether it is or not.</summary>
    public Reply Status()
    {
        if (_capture is not null)
            (_isStuck, Sticks) = (_isStuck || Sticks, false);
        var done = _capture is not null && (_isDma || _capture.IsComplete) && !_isStuck;
        var count =
            _capture is null ? 0
            : _isDma ? _capture.Samples
            : _capture.Done;
        return Replies.With(new Values().Add("done", done ? 1u : 0).Add("samples", (uint)Math.Min(count, Commands.BufferSize)));
    }

    public Reply SetGain(Values a)
    {
        if (a["amplifier"] is not (1 or 2) || a["gain"] > 7)
            return Replies.Failed;
        _gains[a["amplifier"]] = Calibration.Gains[(int)a["gain"]];
        return Replies.Ok;
    }

    public Reply Once(Values a)
    {
        Select(a["channel"]);
        clock.Work(Conversion);
        return Replies.With("code", (uint)Convert(_selected, Calibration.Codes12, clock.Now));
    }

    public Reply Sum(Values a)
    {
        Select(a["channel"]);
        return Replies.With("sum", Sum());
    }

    public Reply SetCap(Values a)
    {
        Drive(a["state"] != 0 ? 3.3 : 0, a["time"] * DeviceClock.TicksPerMicrosecond);
        return Replies.Ok;
    }

    /// <summary>50 ms of discharge, a pause, then the constant current for exactly the given time.</summary>
    public Reply Capacitance(Values a)
    {
        Select(AnalogInput.Cap.Mux);
        Drive(0, 50_000 * DeviceClock.TicksPerMicrosecond);
        clock.Work(2_500 * DeviceClock.TicksPerMicrosecond);
        var until = Feed("CAP", Current(a["range"], a["trim"]), a["time"] * DeviceClock.TicksPerMicrosecond);
        var code = Convert(_selected, Calibration.Codes12, until);
        pins.Simulation.Inject("CAP", 0, 1);
        return Replies.With("code", (uint)code);
    }

    public Reply CapacitorRange(Values a)
    {
        Select(AnalogInput.Cap.Mux);
        Drive(0, 50_000 * DeviceClock.TicksPerMicrosecond);
        Drive(3.3, a["time"] * DeviceClock.TicksPerMicrosecond);
        return Replies.With("sum", Sum());
    }

    public Reply CurrentSourceVoltage(Values a)
    {
        var (channel, range) = ((byte)(a["config"] & 31), a["config"] >> 5 & 3);
        if (channel == Thermometer)
        {
            // A diode's voltage grows by 60 mV with each decade of current.
            var volts = (760 - 1.56 * Temperature) / 1000 + 0.06 * Math.Log10(Current(range, 0) / Currents[3]);
            var codes = Enumerable
                .Range(0, 16)
                .Sum(_ => Math.Clamp((int)Math.Round(volts * Calibration.Codes12 / 3.3 + noise.Next() * noise.Sigma("") * 4), 0, 4095));
            return Replies.With("sum", (uint)codes);
        }
        Select(channel);
        var pin = Name(channel);
        Feed(pin, Current(range, 0), 5_000 * DeviceClock.TicksPerMicrosecond);
        var sum = Sum();
        pins.Simulation.Inject(pin, 0, 1);
        return Replies.With("sum", sum);
    }

    /// <summary>The current flows into the input that was converted last.</summary>
    public Reply StartCurrent(Values a)
    {
        pins.Change(clock.Now, () => pins.Simulation.Inject(Name(_selected), Current(a["config"] & 3, a["trim"]), 100));
        return Replies.Ok;
    }

    public Reply StopCurrent()
    {
        pins.Change(clock.Now, () =>
        {
            foreach (var input in AnalogInput.All)
                pins.Simulation.Inject(input.Name, 0, 1);
        });
        return Replies.Ok;
    }

    /// <summary>The voltage of an input as the converter sees it: amplified, inverted, with noise and offset, clipped and rounded.</summary>
    private int Convert(byte mux, int fullScale, long tick)
    {
        if (Input(mux) is not { } input)
            return 0;
        var gain = _gains[input.Amplifier];
        var volts = pins.Volts(input.Name, tick) * gain + noise.Offset(input.Name);
        var exact =
            (volts - input.AtZero) * fullScale / (input.AtFullScale - input.AtZero)
            + noise.Next() * noise.Sigma(input.Name) * fullScale / Calibration.Codes10;
        return (int)Math.Clamp(Math.Round(exact), 0, fullScale);
    }

    private uint Sum()
    {
        var start = clock.Now;
        clock.Work(16 * Conversion);
        return (uint)Enumerable.Range(1, 16).Sum(i => Convert(_selected, Calibration.Codes12, start + i * Conversion));
    }

    /// <summary>Setting the converter up for a single input ends what it was doing.</summary>
    private void Select(uint channel)
    {
        _selected = (byte)channel;
        if (_capture is { IsComplete: false })
            _capture = null;
    }

    private void Drive(double volts, long ticks)
    {
        var start = clock.Now;
        clock.Advance(start);
        pins.Change(start, () => pins.Simulation.SetPull(volts));
        clock.Work(ticks);
        clock.Advance(start + ticks);
        pins.Change(start + ticks, () => pins.Simulation.SetPull(null));
    }

    private long Feed(string pin, double amperes, long ticks)
    {
        var start = clock.Now;
        pins.Change(start, () => pins.Simulation.Inject(pin, amperes, 100));
        clock.Work(ticks);
        pins.Simulation.Advance(start + ticks);
        return start + ticks;
    }

    /// <summary>The trim moves the current by 2 % a step, down with bit 5.</summary>
    private static double Current(uint range, uint trim) =>
        Currents[range & 3] * (1 + 0.02 * ((trim & 32) == 0 ? (int)(trim & 31) : (int)(trim & 31) - 31));

    private static AnalogInput? Input(byte mux) => mux < Inputs.Length ? Inputs[mux] : null;

    private static string Name(byte mux) => Input(mux)?.Name ?? "";
}
