namespace OpenEvent.Application.Platform;

/// <summary>A session of the public schedule.</summary>
/// <param name="Abstract">Plain text, like the description.</param>
internal sealed record ScheduledSession(
    long Id,
    string Title,
    string? Subtitle,
    string? Abstract,
    string? Description,
    DateTimeOffset StartsAt,
    DateTimeOffset EndsAt,
    string? Room,
    string? Track,
    string? Type,
    string? Language,
    IReadOnlyList<ScheduledSpeaker> Speakers
)
{
    public string UidOf(string eventIdentifier) => $"session-{Id}@{eventIdentifier}";

    /// <summary>The text and the names of the speakers.</summary>
    public string? Summarize()
    {
        var names = string.Join(", ", Speakers.Select(s => s.Name));
        var text = Abstract is { Length: > 0 } ? Abstract : Description;
        return names.Length == 0 ? text
            : text is { Length: > 0 } ? $"{names}\n\n{text}"
            : names;
    }
}

/// <summary>A speaker of a scheduled session.</summary>
internal sealed record ScheduledSpeaker(long Id, string Name);
