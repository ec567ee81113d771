using OpenEvent.Application.Common;

namespace OpenEvent.Infrastructure.Outbox;

/// <summary>The limits of each kind of entry.</summary>
internal sealed class OutboxKinds(IEnumerable<OutboxKind> kinds, OutboxSettings settings)
{
    private readonly Dictionary<string, OutboxKind> _kinds = kinds.ToDictionary(k => k.Name);

    /// <summary>The kinds that this version has a consumer of. Entries of other kinds are left to a newer version.</summary>
    public string[] Known { get; } = [.. kinds.Select(k => k.Name)];

    /// <summary>Whether this version has a consumer of the kind.</summary>
    public bool IsKnown(string kind) => _kinds.ContainsKey(kind);

    /// <summary>The number of attempts before an entry is given up.</summary>
    public int GetMaxAttempts(string kind) =>
        _kinds.GetValueOrDefault(kind)?.MaxAttempts is { } most ? Math.Min(most, settings.Attempts) : settings.Attempts;

    /// <summary>The number of entries that this server processes at the same time.</summary>
    public int GetSlots(string kind) =>
        _kinds.GetValueOrDefault(kind)?.MaxAtOnce is { } most ? Math.Min(most, settings.AtOnce) : settings.AtOnce;
}
