namespace OpenEvent.Domain.Common;

/// <summary>When the server looks after what is due each day: at 05:30 UTC (<c>spec/openevent/behaviours.md</c> §12).</summary>
public static class DailySchedule
{
    private static readonly TimeSpan RunTime = new(5, 30, 0);

    /// <summary>The latest round that has begun by <paramref name="now"/>: a server that was down in the morning catches up with it.</summary>
    public static DateTimeOffset LatestRun(DateTimeOffset now)
    {
        var todaysRun = new DateTimeOffset(now.UtcDateTime.Date + RunTime, TimeSpan.Zero);
        return now < todaysRun ? todaysRun.AddDays(-1) : todaysRun;
    }
}
