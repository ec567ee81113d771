using System.Globalization;
using OpenEvent.Domain.Common;

namespace OpenEvent.Infrastructure.Jobs;

/// <summary>When a job runs.</summary>
internal sealed class JobSchedule
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    private readonly string _text;
    private readonly Func<DateTimeOffset, DateTimeOffset> _next;

    private JobSchedule(string text, Func<DateTimeOffset, DateTimeOffset> next) => (_text, _next) = (text, next);

    /// <summary>At 05:30 UTC each day (docs/reference/emails.md#daily-e-mails).</summary>
    public static JobSchedule Daily { get; } = new("daily at 05:30 UTC", now => DailySchedule.LatestRun(now).AddDays(1));

    public static JobSchedule Hourly { get; } = Every(TimeSpan.FromHours(1));

    /// <param name="interval">From the end of a run to the start of the next one.</param>
    public static JobSchedule Every(TimeSpan interval) => new($"every {Format(interval)}", now => now + interval);

    /// <summary>The next run after one that succeeds now.</summary>
    public DateTimeOffset NextAfter(DateTimeOffset now) => _next(now);

    /// <summary>The next run after one that fails now: after a pause that doubles up to an hour, and not later than usual.</summary>
    /// <param name="failures">The number of failures in a row, from 1.</param>
    public DateTimeOffset RetryAfter(DateTimeOffset now, int failures)
    {
        var pause = Math.Min(FirstPause.TotalSeconds * Math.Pow(2, Math.Min(failures, 10) - 1), LongestPause.TotalSeconds);
        var retry = now.AddSeconds(pause);
        var usual = _next(now);
        return retry < usual ? retry : usual;
    }

    public override string ToString() => _text;

    private static string Format(TimeSpan time) =>
        time.TotalHours == 1 ? "hour"
        : time.TotalMinutes >= 2 ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes:0.#} minutes")
        : string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.#} seconds");
}
