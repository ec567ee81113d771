using OpenEvent.Application.Resources;

namespace OpenEvent.Application.Platform;

/// <summary>A session of the public schedule.</summary>
/// <param name="AbstractHtml">As it is stored.</param>
/// <param name="DescriptionHtml">As it is stored.</param>
internal sealed record ScheduledSession(
    long Id,
    string Title,
    string? Subtitle,
    string? AbstractHtml,
    string? DescriptionHtml,
    DateTimeOffset StartsAt,
    DateTimeOffset EndsAt,
    string? Room,
    string? Track,
    string? Type,
    string? Language,
    IReadOnlyList<ScheduledSpeaker> Speakers
)
{
    /// <summary>Plain text.</summary>
    public string? Abstract => PlainText.FromHtml(AbstractHtml);

    /// <summary>Plain text.</summary>
    public string? Description => PlainText.FromHtml(DescriptionHtml);

    public string UidOf(string eventIdentifier) => $"session-{Id}@{eventIdentifier}";

    /// <summary>The text and the names of the speakers.</summary>
    public string? Summarize()
    {
        var names = string.Join(", ", Speakers.Select(s => s.Name));
        var text = Abstract is { Length: > 0 } shortText ? shortText : Description;
        return names.Length == 0 ? text
            : text is { Length: > 0 } ? $"{names}\n\n{text}"
            : names;
    }
}
