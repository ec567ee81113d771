namespace OpenEvent.Application.Platform;

/// <summary>An event or a session in a calendar.</summary>
/// <param name="Uid">The same in every file, so that calendar programs update the entry instead of adding it again.</param>
/// <param name="Description">Plain text.</param>
public sealed record CalendarEntry(
    string Uid,
    string Summary,
    string? Description,
    string? Location,
    DateTimeOffset StartsAt,
    DateTimeOffset? EndsAt,
    string? Category = null
);
