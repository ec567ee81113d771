namespace OpenEvent.PSLab.Virtual;

/// <summary>
/// One capture of the oscilloscope. Sampling continues while commands are answered. Samples are calculated only when they are needed, for
/// the times at which the board would have taken them.
/// </summary>
internal sealed class CaptureSimulation(
    long start,
    long gap,
    int samples,
    byte[] inputs,
    int fullScale,
    CaptureSimulation.LevelTrigger? trigger,
    Func<byte, int, long, int> convert,
    ushort[] buffer
)
{
    private long _next = start;
    private bool _waiting = trigger is not null,
        _above;
    private int _timeout;

    /// <summary>
    /// Triggers when the code falls to <paramref name="Level"/> after it was above by <see cref="Hysteresis"/>. Noise alone does not
    /// trigger: all recorded captures of real boards begin at the right edge.
    /// </summary>
    /// <param name="TimeoutIncrement">How much each conversion adds to the counter of the time-out.</param>
    internal sealed record LevelTrigger(byte Input, int Level, int TimeoutIncrement)
    {
        /// <summary>The end of the time-out's counter, 6.25 ms with prescaler 0. It counts in 1/8 µs.</summary>
        public const int TimeoutCount = 50_000;

        public const int Hysteresis = 2;
    }

    public int Samples => samples;

    public int Done { get; private set; }

    public bool IsComplete => Done >= samples;

    /// <summary>The tick of the last sample that was taken.</summary>
    public long LastSample => _next - gap;

    public void Advance(long now)
    {
        if (_waiting)
            WaitForTrigger(now);
        for (; !_waiting && Done < samples && _next <= now; _next += gap, Done++)
        for (var i = 0; i < inputs.Length; i++)
            if (i * samples + Done is var at && at < buffer.Length)
                buffer[at] = (ushort)convert(inputs[i], fullScale, _next);
    }

    private void WaitForTrigger(long now)
    {
        // With an increment of zero the capture may wait for hours. Only the last half second can still contain the trigger.
        if (trigger!.TimeoutIncrement == 0)
            _next = Math.Max(_next, now - TickClock.TicksPerSecond / 2);
        for (; _waiting && _next <= now; _next += gap)
        {
            var code = convert(trigger.Input, fullScale, _next);
            _timeout += trigger.TimeoutIncrement;
            if ((_above && code <= trigger.Level) || _timeout >= LevelTrigger.TimeoutCount)
                _waiting = false;
            else if (code >= trigger.Level + LevelTrigger.Hysteresis)
                _above = true;
        }
    }
}
