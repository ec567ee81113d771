using OpenEvent.PSLab.Protocol;

namespace OpenEvent.PSLab.Virtual;

/// <summary>The analog part: amplifiers, converter, captures, and the constant current source (CTMU) with the capacitor input.</summary>
internal sealed class AnalogFrontEnd(SimulationClock clock, SimulatedPins pins, Noise noise, ushort[] buffer)
{
    /// <summary>The ticks for each microsecond of SET_CAP. A recorded board drove CAP for 55.5 ms when it was asked for 50 ms.</summary>
    private const long TicksPerDelay = 71;

    private const byte TemperatureChannel = 30;

    /// <summary>The duration of one of the 16 conversions of a sum: 4 µs, in ticks.</summary>
    private const long ConversionTicks = 4 * TickClock.TicksPerMicrosecond;

    private static readonly double[] Currents = [550e-6, 0.55e-6, 5.5e-6, 55e-6];

    private static readonly AnalogInput?[] Inputs =
    [
        .. Enumerable.Range(0, 32).Select(mux => AnalogInput.All.FirstOrDefault(i => i.Mux == mux)),
    ];

    private readonly double[] _gains = [1, 1, 1];
    private readonly byte[] _slots = [3, 0, 1, 2]; // any input in slot 0, then CH2, CH3, MIC
    private CaptureSimulation? _capture;
    private bool _isDma;
    private int _triggerSlot,
        _triggerLevel,
        _triggerPrescaler;
    private byte _selected = 5;
    private bool _isStuck,
        _loadsCap;

    /// <summary>The temperature of the processor in degrees Celsius.</summary>
    public double Temperature { get; set; } = 27.5;

    /// <summary>A simulated fault: the running capture, or else the next one, never reports that it is complete.</summary>
    public bool HidesCompletion { get; set; }

    public void Advance(long now)
    {
        _capture?.Advance(now);
        if (_loadsCap && _capture is not { IsComplete: false })
            SetCapLoad(_capture?.LastSample ?? now, false);
    }

    public void StopDma()
    {
        if (_isDma)
            _capture = null;
    }

    public CommandReply StartCapture(FieldValues a, int slots, bool dma)
    {
        var config = a["config"];
        var samples = (int)a["samples"];
        _slots[0] = _selected = (byte)(config & 15);
        var flag = (config & 0x80) != 0;
        var triggered = flag && !dma;
        // The converter's limit in ticks; see docs/reference/pslab-protocol.md#shortest-sample-interval.
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
        var gap = Math.Max(a["gap"] * TickClock.TicksPerGap, fastest);
        var trigger = triggered
            ? new CaptureSimulation.LevelTrigger(_slots[_triggerSlot], _triggerLevel, (int)(a["gap"] >> _triggerPrescaler))
            : null;
        _isDma = dma;
        _isStuck = HidesCompletion;
        HidesCompletion = false;
        SetCapLoad(clock.Now, _slots.AsSpan(0, slots).Contains(AnalogInput.Cap.Mux));
        _capture = new CaptureSimulation(
            clock.Now + gap,
            gap,
            samples,
            _slots[..slots],
            dma && flag ? Calibration.FullScale12Bit : Calibration.FullScale10Bit,
            trigger,
            Convert,
            buffer
        );
        return Replies.Ok;
    }

    /// <summary>The lowest set bit selects the channel.</summary>
    public CommandReply SetTrigger(FieldValues a)
    {
        var bits = a["config"] & 15;
        _triggerSlot = bits == 0 ? 0 : System.Numerics.BitOperations.TrailingZeroCount(bits);
        _triggerPrescaler = (int)(a["config"] >> 4);
        _triggerLevel = (int)a["level"];
        return Replies.Ok;
    }

    /// <summary>A DMA capture reports "complete" from the start, even while it runs.</summary>
    public CommandReply GetCaptureStatus()
    {
        if (_capture is not null)
        {
            _isStuck |= HidesCompletion;
            HidesCompletion = false;
        }
        var done = _capture is not null && (_isDma || _capture.IsComplete) && !_isStuck;
        var count =
            _capture is null ? 0
            : _isDma ? _capture.Samples
            : _capture.Done;
        return Replies.With(new FieldValues().Add("done", done ? 1u : 0).Add("samples", (uint)Math.Min(count, Commands.BufferSize)));
    }

    public CommandReply SetGain(FieldValues a)
    {
        if (a["amplifier"] is not (1 or 2) || a["gain"] > 7)
            return Replies.Failed;
        _gains[a["amplifier"]] = Calibration.Gains[(int)a["gain"]];
        return Replies.Ok;
    }

    public CommandReply ConvertOnce(FieldValues a)
    {
        Select(a["channel"]);
        clock.BusyFor(ConversionTicks);
        return Replies.With("code", (uint)Convert(_selected, Calibration.FullScale12Bit, clock.Now));
    }

    public CommandReply ConvertSum(FieldValues a)
    {
        Select(a["channel"]);
        return Replies.With("sum", ConvertSum());
    }

    public CommandReply SetCap(FieldValues a)
    {
        DriveCap(a["state"] != 0 ? 3.3 : 0, a["time"] * TicksPerDelay);
        return Replies.Ok;
    }

    /// <summary>Discharges for 50 ms, pauses, and feeds the constant current for exactly the given time.</summary>
    public CommandReply MeasureCapacitance(FieldValues a)
    {
        Select(AnalogInput.Cap.Mux);
        DriveCap(0, 50_000 * TickClock.TicksPerMicrosecond);
        clock.BusyFor(2_500 * TickClock.TicksPerMicrosecond);
        var until = InjectCurrent("CAP", GetCurrent(a["range"], a["trim"]), a["time"] * TickClock.TicksPerMicrosecond);
        var code = Convert(_selected, Calibration.FullScale12Bit, until);
        pins.Simulation.InjectCurrent("CAP", 0, 1);
        return Replies.With("code", (uint)code);
    }

    public CommandReply MeasureCapacitorRange(FieldValues a)
    {
        Select(AnalogInput.Cap.Mux);
        DriveCap(0, 50_000 * TickClock.TicksPerMicrosecond);
        DriveCap(3.3, a["time"] * TickClock.TicksPerMicrosecond);
        return Replies.With("sum", ConvertSum());
    }

    public CommandReply MeasureCurrentSourceVoltage(FieldValues a)
    {
        var channel = (byte)(a["config"] & 31);
        var range = a["config"] >> 5 & 3;
        if (channel == TemperatureChannel)
        {
            // The voltage of the diode increases by 60 mV with each decade of current.
            var volts = (760 - 1.56 * Temperature) / 1000 + 0.06 * Math.Log10(GetCurrent(range, 0) / Currents[3]);
            var codes = Enumerable
                .Range(0, 16)
                .Sum(_ =>
                    Math.Clamp(
                        (int)Math.Round(volts * Calibration.FullScale12Bit / 3.3 + noise.NextGaussian() * noise.GetSigma("") * 4),
                        0,
                        4095
                    )
                );
            return Replies.With("sum", (uint)codes);
        }
        Select(channel);
        var pin = GetPinName(channel);
        InjectCurrent(pin, GetCurrent(range, 0), 5_000 * TickClock.TicksPerMicrosecond);
        var sum = ConvertSum();
        pins.Simulation.InjectCurrent(pin, 0, 1);
        return Replies.With("sum", sum);
    }

    /// <summary>Feeds the current into the input that was converted last.</summary>
    public CommandReply StartCurrent(FieldValues a)
    {
        pins.Change(clock.Now, () => pins.Simulation.InjectCurrent(GetPinName(_selected), GetCurrent(a["config"] & 3, a["trim"]), 100));
        return Replies.Ok;
    }

    public CommandReply StopCurrent()
    {
        pins.Change(clock.Now, () =>
        {
            foreach (var input in AnalogInput.All)
                pins.Simulation.InjectCurrent(input.Name, 0, 1);
        });
        return Replies.Ok;
    }

    /// <summary>The code that the converter gives for an input: amplified, inverted, with noise and offset, clipped and rounded.</summary>
    private int Convert(byte mux, int fullScale, long tick)
    {
        if (FindInput(mux) is not { } input)
            return 0;
        var gain = _gains[input.Amplifier];
        var volts = pins.GetVolts(input.Name, tick) * gain + noise.GetOffset(input.Name);
        var exact =
            (volts - input.AtZero) * fullScale / (input.AtFullScale - input.AtZero)
            + noise.NextFor(mux) * noise.GetSigma(input.Name) * fullScale / Calibration.FullScale10Bit;
        return (int)Math.Clamp(Math.Round(exact), 0, fullScale);
    }

    private uint ConvertSum()
    {
        var start = clock.Now;
        clock.BusyFor(16 * ConversionTicks);
        return (uint)Enumerable.Range(1, 16).Sum(i => Convert(_selected, Calibration.FullScale12Bit, start + i * ConversionTicks));
    }

    /// <summary>Selecting a single input aborts a running capture.</summary>
    private void Select(uint channel)
    {
        _selected = (byte)channel;
        if (_capture is { IsComplete: false })
            _capture = null;
    }

    private void DriveCap(double volts, long ticks)
    {
        var start = clock.Now;
        clock.Advance(start);
        pins.Change(start, () => pins.Simulation.SetCapDrive(volts));
        clock.BusyFor(ticks);
        clock.Advance(start + ticks);
        pins.Change(start + ticks, () => pins.Simulation.SetCapDrive(null));
    }

    /// <summary>While a capture samples CAP, the converter loads it.</summary>
    private void SetCapLoad(long tick, bool isConnected)
    {
        if (_loadsCap == isConnected)
            return;
        _loadsCap = isConnected;
        pins.Change(tick, () => pins.Simulation.SetCapLoad(isConnected));
    }

    private long InjectCurrent(string pin, double amperes, long ticks)
    {
        var start = clock.Now;
        pins.Change(start, () => pins.Simulation.InjectCurrent(pin, amperes, 100));
        clock.BusyFor(ticks);
        pins.Simulation.Advance(start + ticks);
        return start + ticks;
    }

    /// <summary>Each step of the trim changes the current by 2 %; bit 5 makes the change negative.</summary>
    private static double GetCurrent(uint range, uint trim) =>
        Currents[range & 3] * (1 + 0.02 * ((trim & 32) == 0 ? (int)(trim & 31) : (int)(trim & 31) - 31));

    private static AnalogInput? FindInput(byte mux) => mux < Inputs.Length ? Inputs[mux] : null;

    private static string GetPinName(byte mux) => FindInput(mux)?.Name ?? "";
}
