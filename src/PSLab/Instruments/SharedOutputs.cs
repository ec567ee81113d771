namespace OpenEvent.PSLab.Instruments;

/// <summary>
/// Which generators run, as far as the host knows. Starting one may stop another that uses the same timer or memory channel; the user is
/// told so. See docs/reference/pslab-protocol.md#shared-hardware.
/// </summary>
internal sealed class SharedOutputs
{
    private readonly bool[] _sines = new bool[2];
    private readonly bool[] _pulses = new bool[4];
    private bool _usesSecondTimer;

    /// <param name="output">1 for SI1, which uses the timer of SQ4; 2 for SI2, which uses that of SQ3.</param>
    public void StartSine(int output)
    {
        var pin = 5 - output;
        if (_pulses[pin - 1])
            CallNotices.Add($"The pulses on SQ{pin} have ended: SI{output} uses their timer.");
        _pulses[pin - 1] = false;
        _sines[output - 1] = true;
    }

    /// <summary>Pulses of one frequency on the four pins; those with a constant level have none.</summary>
    public void StartPulses(IReadOnlyList<bool> pins)
    {
        for (var output = 1; output <= 2; output++)
            StopSine(output, "pulses on SQ1 to SQ4 use its timer");
        for (var i = 0; i < _pulses.Length; i++)
            _pulses[i] = pins[i];
        _usesSecondTimer = false;
    }

    /// <summary>A square wave with a frequency of its own on SQ1 or SQ2.</summary>
    public void StartSquare(int pin)
    {
        _pulses[pin - 1] = true;
        _usesSecondTimer |= pin == 2;
    }

    public void SetLevels(IEnumerable<int> pins)
    {
        foreach (var pin in pins)
        {
            if (pin >= 3)
                StopSine(5 - pin, $"the level of SQ{pin} uses its timer");
            _pulses[pin - 1] = false;
            _usesSecondTimer &= pin != 2;
        }
    }

    /// <summary>A recording of the logic analyser. With two or more pins it uses the memory channels of the sines.</summary>
    public void StartLogic(int channels)
    {
        if (channels >= 2)
            for (var output = 1; output <= 2; output++)
                StopSine(output, "a recording of two or more pins and the pulse counter use its memory channel");
        if (channels < 3 || !_usesSecondTimer)
            return;
        CallNotices.Add("The square wave on SQ2 has ended: the recording or the pulse counter uses its timer.");
        _pulses[1] = _usesSecondTimer = false;
    }

    public void Clear()
    {
        Array.Clear(_sines);
        Array.Clear(_pulses);
        _usesSecondTimer = false;
    }

    private void StopSine(int output, string reason)
    {
        if (_sines[output - 1])
            CallNotices.Add($"SI{output} has stopped: {reason}.");
        _sines[output - 1] = false;
    }
}
