namespace OpenEvent.PSLab.Virtual;

/// <summary>
/// One capture of the oscilloscope: sampling goes on in real time while commands are answered. Samples are made when somebody asks, for the moments at
/// which the board would have made them.
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

    /// <summary>Waits until the code was above <paramref name="Level"/> and then is no more.</summary>
    /// <param name="TimeoutIncrement">How much the time-out's counter grows with each conversion.</param>
    internal sealed record LevelTrigger(byte Input, int Level, int TimeoutIncrement)
    {
        /// <summary>6.25 ms of sampling at prescaler 0: the counter counts eighths of a microsecond.</summary>
        public const int TimeoutCount = 50_000;
    }

    public int Samples => samples;

    public int Done { get; private set; }

    public bool IsComplete => Done >= samples;

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
        // A time-out that never grows may have waited for hours: only the last half second can still matter.
        if (trigger!.TimeoutIncrement == 0)
            _next = Math.Max(_next, now - TickClock.TicksPerSecond / 2);
        for (; _waiting && _next <= now; _next += gap)
        {
            var code = convert(trigger.Input, fullScale, _next);
            _timeout += trigger.TimeoutIncrement;
            if ((_above && code <= trigger.Level) || _timeout >= LevelTrigger.TimeoutCount)
                _waiting = false;
            else if (code > trigger.Level)
                _above = true;
        }
    }
}
