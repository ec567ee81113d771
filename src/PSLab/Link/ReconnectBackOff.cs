namespace OpenEvent.PSLab.Link;

/// <summary>Counts consecutive failures to reach a board. The pause before the next attempt doubles with each failure.</summary>
internal sealed class ReconnectBackOff(LinkOptions options)
{
    private int _failures;
    private long _failedAt;

    public bool HasFailed => _failures > 0;

    /// <summary>The message of the last failure; null before the first one.</summary>
    public string? LastMessage { get; private set; }

    /// <summary>The pause after the last failure; zero without a failure.</summary>
    public TimeSpan Pause =>
        _failures == 0
            ? TimeSpan.Zero
            : TimeSpan.FromTicks(Math.Min(options.MaxBackOff.Ticks, options.InitialBackOff.Ticks << Math.Min(_failures - 1, 20)));

    /// <summary>The part of the pause that is not over yet; zero or negative if it is over.</summary>
    public TimeSpan RemainingPause => _failures == 0 ? TimeSpan.Zero : Pause - options.Time.GetElapsedTime(_failedAt);

    public void RecordFailure(string message)
    {
        _failures++;
        _failedAt = options.Time.GetTimestamp();
        LastMessage = message;
    }

    public void Reset() => _failures = 0;
}
