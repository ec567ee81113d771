namespace OpenEvent.Application.Platform;

/// <summary>The content of a schedule file.</summary>
/// <param name="Name">Of the event; null if the file does not say it.</param>
/// <param name="TimeZone">The id of a time zone of <see cref="Events.EventTimeZone"/>.</param>
internal sealed record ImportedSchedule(string? Name, string TimeZone, IReadOnlyList<ImportedSession> Sessions)
{
    /// <summary>The largest number of sessions in a file.</summary>
    public const int MaxSessions = 2_000;

    /// <summary>The first year of a session. A time far away is an error, and not all of them can be calculated with.</summary>
    public const int MinYear = 1900;

    /// <summary>The last year of a session.</summary>
    public const int MaxYear = 2200;

    /// <summary>The largest file in bytes.</summary>
    public const int MaxBytes = 5 * 1024 * 1024;

    /// <summary>Whether a session can start in this year.</summary>
    public static bool IsYear(int year) => year is >= MinYear and <= MaxYear;
}
