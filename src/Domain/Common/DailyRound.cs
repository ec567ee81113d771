namespace OpenEvent.Domain.Common;

/// <summary>When the server looks after what is due each day: at 05:30 UTC (<c>spec/openevent/behaviours.md</c> §12).</summary>
public static class DailyRound
{
    private static readonly TimeSpan At = new(5, 30, 0);

    /// <summary>The latest round that has begun by <paramref name="now"/>: a server that was down in the morning catches up with it.</summary>
    public static DateTimeOffset Latest(DateTimeOffset now)
    {
        var today = new DateTimeOffset(now.UtcDateTime.Date + At, TimeSpan.Zero);
        return now < today ? today.AddDays(-1) : today;
    }
}
