using OpenEvent.PSLab.Protocol;

namespace OpenEvent.PSLab.Virtual;

/// <summary>
/// The outputs SI1, SI2, SQ1 to SQ4, PV1 to PV3 and PCS, with the dependencies of the hardware: SI1 uses the pin SQ4 and SI2 the pin SQ3;
/// pulses on all four pins stop both sines; on V6 boards PCS and PV2 share a DAC output, and so do PV1 and PV3.
/// </summary>
internal sealed class SimulatedOutputs : IVoltageSource
{
    private readonly bool _paired;
    private readonly DigitalSignal[] _pins = [DigitalSignal.Low, DigitalSignal.Low, DigitalSignal.Low, DigitalSignal.Low];
    private readonly uint[] _power = [3300, 0, 1650, 1650]; // PCS, PV3, PV2, PV1: all at zero
    private ReferenceClockSignal _reference = new(15);
    private uint _referencePins;
    private bool _usesSecondTimer;

    public SimulatedOutputs(bool paired) => _paired = paired;

    public WaveformOutput[] Waveforms { get; } = [new(), new()];

    /// <summary>The lines of I2C and of the second UART.</summary>
    public ScheduledSignal Scl { get; } = new();

    public ScheduledSignal Sda { get; } = new();

    public ScheduledSignal Tx { get; } = new();

    /// <summary>The current of PCS in amperes, before the limit of its supply voltage.</summary>
    public double Current => 0.0033 * (1 - Math.Min(_power[0], 3300) / 3300.0);

    /// <summary>The line of a bus by its pin's name, or null.</summary>
    public ScheduledSignal? FindBusLine(string pin) =>
        pin switch
        {
            "SCL" => Scl,
            "SDA" => Sda,
            "TX" => Tx,
            _ => null,
        };

    public DigitalSignal GetPinSignal(int index) => (_referencePins >> index & 1) != 0 ? _reference : _pins[index];

    public double Volts(string pin, double tick) =>
        pin switch
        {
            "SI1" => Waveforms[0].Volts(tick),
            "SI2" => Waveforms[1].Volts(tick),
            "SQ1" => GetPinSignal(0).Level((long)tick) ? 3.3 : 0,
            "SQ2" => GetPinSignal(1).Level((long)tick) ? 3.3 : 0,
            "SQ3" => GetPinSignal(2).Level((long)tick) ? 3.3 : 0,
            "SQ4" => GetPinSignal(3).Level((long)tick) ? 3.3 : 0,
            _ when FindBusLine(pin) is { } line => line.Level((long)tick) ? 3.3 : 0,
            _ => Mean(pin),
        };

    public double Mean(string pin) =>
        pin switch
        {
            "SI1" => Waveforms[0].Mean,
            "SI2" => Waveforms[1].Mean,
            "SQ1" => 3.3 * GetPinSignal(0).Duty,
            "SQ2" => 3.3 * GetPinSignal(1).Duty,
            "SQ3" => 3.3 * GetPinSignal(2).Duty,
            "SQ4" => 3.3 * GetPinSignal(3).Duty,
            "PV1" => -5 + 10 * GetFraction(3),
            "PV2" => -3.3 + 6.6 * GetFraction(2),
            "PV3" => 3.3 * GetFraction(1),
            "3V3" => 3.3,
            _ when FindBusLine(pin) is { } line => 3.3 * line.Duty,
            _ => 0,
        };

    public void SetPower(uint channel, uint code)
    {
        _power[channel & 3] = code & 0xFFF;
        // PCS (0) and PV2 (2), and PV3 (1) and PV1 (3), share an output: their channels differ in bit 1.
        if (_paired)
            _power[(channel & 3) ^ 2] = code & 0xFFF;
    }

    public void StartSine(int index, long now, uint config, uint period)
    {
        Waveforms[index].Begin(now, (config & 1) != 0, period, (int)(config >> 1));
        _pins[3 - index] = Waveforms[index].CreatePwmSignal();
    }

    public void StartBoth(long now, FieldValues a)
    {
        var config = a["config"];
        Waveforms[0].Begin(now, (config & 1) != 0, a["period1"], (int)(config >> 2));
        Waveforms[1].Begin(now, (config & 2) != 0, a["period2"], (int)(config >> 4), a["coarse"], a["fine"]);
        for (var i = 0; i < 2; i++)
            _pins[3 - i] = Waveforms[i].CreatePwmSignal();
    }

    public void StopSine(int index)
    {
        if (Waveforms[index].IsOn)
            _pins[3 - index] = DigitalSignal.Low;
        Waveforms[index].Stop();
    }

    /// <summary>Takes the second timer for counting, which ends the pulses of SET_SQR2.</summary>
    public void ReleaseSecondTimer()
    {
        if (_usesSecondTimer)
            _pins[1] = DigitalSignal.Low;
        _usesSecondTimer = false;
    }

    /// <summary>
    /// Starts pulses on SQ1 or SQ2. The host sends the true values, but the firmware subtracts 1, so the high phase is one count too short.
    /// </summary>
    public void StartSquare(int index, long now, FieldValues a)
    {
        var scale = WaveformOutput.PrescalerFactor((int)a["prescaler"]);
        _pins[index] = PulseSignal.Create(now, Math.Max(1, a["period"]) * scale, 0, Math.Max(0, a["high"] - 1L) * scale);
        if (index == 1)
            _usesSecondTimer = true;
    }

    public void StartSquares(long now, FieldValues a)
    {
        StopSine(0);
        StopSine(1);
        _usesSecondTimer = false;
        var config = a["config"];
        var scale = WaveformOutput.PrescalerFactor((int)config);
        var period = (a["period"] + 1L) * scale;
        (uint Low, uint High)[] pins = [(0, a["h1"]), (a["l2"], a["h2"]), (a["l3"], a["h3"]), (a["l4"], a["h4"])];
        for (var i = 0; i < 4; i++)
            _pins[i] =
                (config & 0x20) != 0
                    ? PulseSignal.Create(now, period, pins[i].Low * scale, pins[i].High * scale)
                    : new SinglePulseSignal(now, pins[i].Low * scale, pins[i].High * scale, i > 0 && (config >> (i + 1) & 1) != 0);
    }

    public void MapReference(uint pins, uint scaler)
    {
        _referencePins = pins & 15;
        _reference = new ReferenceClockSignal((int)scaler & 15);
    }

    /// <summary>Sets pins to fixed levels, which ends pulses, reference clock and sines on them.</summary>
    public void SetState(uint mask)
    {
        for (var i = 0; i < 4; i++)
        {
            if ((mask >> (4 + i) & 1) == 0)
                continue;
            if (i >= 2)
                StopSine(3 - i);
            if (i == 1)
                _usesSecondTimer = false;
            _referencePins &= ~(1u << i);
            _pins[i] = DigitalSignal.Constant((mask >> i & 1) != 0);
        }
    }

    private double GetFraction(int channel) => Math.Min(_power[channel], 3300) / 3300.0;
}
