namespace OpenEvent.Application.Platform;

/// <summary>The content of a schedule file.</summary>
/// <param name="Name">Of the event; null if the file does not say it.</param>
/// <param name="TimeZone">The id of a time zone of <see cref="Events.EventTimeZone"/>.</param>
internal sealed record ImportedSchedule(string? Name, string TimeZone, IReadOnlyList<ImportedSession> Sessions)
{
    /// <summary>The largest number of sessions in a file.</summary>
    public const int MaxSessions = 2_000;

    /// <summary>The largest file in bytes.</summary>
    public const int MaxBytes = 5 * 1024 * 1024;
}

/// <summary>A session of a schedule file.</summary>
/// <param name="Item">Its place in the file, from 0.</param>
/// <param name="Uid">The same in each version of the file.</param>
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
