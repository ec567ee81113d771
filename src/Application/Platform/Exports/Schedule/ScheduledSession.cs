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
    public string? Summarize() => Summarize(Speakers.Select(s => s.Name), Abstract, Description);

    /// <param name="shortText">Plain text.</param>
    /// <param name="longText">Plain text, used if there is no short one.</param>
    public static string? Summarize(IEnumerable<string> speakers, string? shortText, string? longText)
    {
        var names = string.Join(", ", speakers);
        var text = shortText is { Length: > 0 } ? shortText : longText;
        return names.Length == 0 ? text
            : text is { Length: > 0 } ? $"{names}\n\n{text}"
            : names;
    }
}
