using OpenEvent.PSLab.Protocol;

namespace OpenEvent.PSLab.Virtual;

/// <summary>
/// What the board drives: SI1 and SI2, SQ1 to SQ4, PV1 to PV3 and PCS, with the couplings of the hardware: SI1 takes the pin SQ4 and SI2 the pin SQ3;
/// pulses on all four stop both sines; on V6 boards PCS and PV2, PV1 and PV3 share one converter each.
/// </summary>
internal sealed class Outputs : IDrive
{
    private readonly bool _paired;
    private readonly Signal[] _pins = [Signal.Low, Signal.Low, Signal.Low, Signal.Low];
    private readonly uint[] _power = [3300, 0, 1650, 1650]; // PCS, PV3, PV2, PV1: all at zero
    private ReferenceClock _reference = new(15);
    private uint _referencePins;
    private bool _second;

    public Outputs(bool paired) => _paired = paired;

    public Sine[] Sines { get; } = [new(), new()];

    /// <summary>The current that PCS feeds into its load, in amperes, as far as the supply allows.</summary>
    public double Current => 0.0033 * (1 - Math.Min(_power[0], 3300) / 3300.0);

    public Signal Pin(int index) => (_referencePins >> index & 1) != 0 ? _reference : _pins[index];

    public double Volts(string pin, double tick) =>
        pin switch
        {
            "SI1" => Sines[0].Volts(tick),
            "SI2" => Sines[1].Volts(tick),
            "SQ1" => Pin(0).Level((long)tick) ? 3.3 : 0,
            "SQ2" => Pin(1).Level((long)tick) ? 3.3 : 0,
            "SQ3" => Pin(2).Level((long)tick) ? 3.3 : 0,
            "SQ4" => Pin(3).Level((long)tick) ? 3.3 : 0,
            _ => Mean(pin),
        };

    public double Mean(string pin) =>
        pin switch
        {
            "SI1" => Sines[0].Mean,
            "SI2" => Sines[1].Mean,
            "SQ1" => 3.3 * Pin(0).Duty,
            "SQ2" => 3.3 * Pin(1).Duty,
            "SQ3" => 3.3 * Pin(2).Duty,
            "SQ4" => 3.3 * Pin(3).Duty,
            "PV1" => -5 + 10 * Part(3),
            "PV2" => -3.3 + 6.6 * Part(2),
            "PV3" => 3.3 * Part(1),
            "3V3" => 3.3,
            _ => 0,
        };

    public void SetPower(uint channel, uint code)
    {
        _power[channel & 3] = code & 0xFFF;
        // PCS (0) and PV2 (2), PV3 (1) and PV1 (3): the converter's channels differ in bit 1.
        if (_paired)
            _power[(channel & 3) ^ 2] = code & 0xFFF;
    }

    public void StartSine(int index, long now, uint config, uint period)
    {
        Sines[index].Begin(now, (config & 1) != 0, period, (int)(config >> 1));
        _pins[3 - index] = Sines[index].Carrier();
    }

    public void StartBoth(long now, Values a)
    {
        var config = a["config"];
        Sines[0].Begin(now, (config & 1) != 0, a["period1"], (int)(config >> 2));
        Sines[1].Begin(now, (config & 2) != 0, a["period2"], (int)(config >> 4), a["coarse"], a["fine"]);
        for (var i = 0; i < 2; i++)
            _pins[3 - i] = Sines[i].Carrier();
    }

    public void StopSine(int index)
    {
        if (Sines[index].IsOn)
            _pins[3 - index] = Signal.Low;
        Sines[index].Stop();
    }

    /// <summary>The second timer is wanted for counting: it no longer makes the pulses of SET_SQR2.</summary>
    public void ReleaseSecondTimer()
    {
        if (_second)
            _pins[1] = Signal.Low;
        _second = false;
    }

    /// <summary>Pulses of SQ1 or SQ2 alone. The host sends true values, the firmware subtracts 1: so the high phase is one count short.</summary>
    public void StartSquare(int index, long now, Values a)
    {
        var scale = Sine.Prescaler((int)a["prescaler"]);
        _pins[index] = Pulses.Of(now, Math.Max(1, a["period"]) * scale, 0, Math.Max(0, a["high"] - 1L) * scale);
        if (index == 1)
            _second = true;
    }

    public void StartSquares(long now, Values a)
    {
        StopSine(0);
        StopSine(1);
        _second = false;
        var config = a["config"];
        var scale = Sine.Prescaler((int)config);
        var period = (a["period"] + 1L) * scale;
        (uint Low, uint High)[] pins = [(0, a["h1"]), (a["l2"], a["h2"]), (a["l3"], a["h3"]), (a["l4"], a["h4"])];
        for (var i = 0; i < 4; i++)
            _pins[i] =
                (config & 0x20) != 0
                    ? Pulses.Of(now, period, pins[i].Low * scale, pins[i].High * scale)
                    : new OnePulse(now, pins[i].Low * scale, pins[i].High * scale, i > 0 && (config >> (i + 1) & 1) != 0);
    }

    public void MapReference(uint pins, uint scaler) => (_referencePins, _reference) = (pins & 15, new ReferenceClock((int)scaler & 15));

    /// <summary>Sets pins to fixed levels, which takes them from pulses, reference clock and sines.</summary>
    public void SetState(uint mask)
    {
        for (var i = 0; i < 4; i++)
        {
            if ((mask >> (4 + i) & 1) == 0)
                continue;
            if (i >= 2)
                StopSine(3 - i);
            if (i == 1)
                _second = false;
            _referencePins &= ~(1u << i);
            _pins[i] = Signal.At((mask >> i & 1) != 0);
        }
    }

    private double Part(int channel) => Math.Min(_power[channel], 3300) / 3300.0;
}
