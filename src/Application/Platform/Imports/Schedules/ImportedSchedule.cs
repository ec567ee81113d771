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

/// <summary>A session of a schedule file.</summary>
/// <param name="Item">Its place in the file, from 0.</param>
/// <param name="Uid">The same in each version of the file.</param>
/// <remarks>A text that is null is not in the file, so the one of the session stays.</remarks>
internal sealed record ImportedSession(int Item, string Uid, string Title, DateTimeOffset StartsAt, DateTimeOffset EndsAt)
{
    public string? Subtitle { get; init; }

    public string? Abstract { get; init; }

    public string? Description { get; init; }

    public string? Room { get; init; }

    public string? Track { get; init; }

    public string? Type { get; init; }

    public string? Language { get; init; }

    public IReadOnlyList<string> Speakers { get; init; } = [];
}
