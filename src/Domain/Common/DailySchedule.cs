namespace OpenEvent.Domain.Common;

/// <summary>The daily job runs at 05:30 UTC (docs/reference/emails.md#daily-e-mails).</summary>
public static class DailySchedule
{
    private static readonly TimeSpan RunTime = new(5, 30, 0);

    /// <summary>
    /// The time of the latest run at or before <paramref name="now"/>. A server that was down at that time catches up later.
    /// </summary>
    public static DateTimeOffset LatestRun(DateTimeOffset now)
    {
        var todaysRun = new DateTimeOffset(now.UtcDateTime.Date + RunTime, TimeSpan.Zero);
        return now < todaysRun ? todaysRun.AddDays(-1) : todaysRun;
    }
}
