namespace OpenEvent.Application.Common;

/// <summary>Times as PostgreSQL stores them.</summary>
public static class ClockPrecision
{
    /// <summary>Now, rounded down to a microsecond, so that an answer shows the stored value.</summary>
    public static DateTimeOffset GetUtcMicroseconds(this TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
    }
}
