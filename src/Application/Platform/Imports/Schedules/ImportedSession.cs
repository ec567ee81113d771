namespace OpenEvent.Application.Platform;

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
