using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources;

/// <summary>A row that a client asks to create. Its attributes and foreign keys are set, but it is not saved.</summary>
/// <param name="ToManyIds">The ids that the client sent for to-many relationships, by relationship name.</param>
internal sealed record RowDraft<T>(T Row, Changes<T> Changes, IReadOnlyDictionary<string, IReadOnlyList<long>> ToManyIds)
{
    private readonly HashSet<string> _taken = [];

    /// <summary>Takes the ids of a relationship, which the use case then writes itself.</summary>
    public IReadOnlyList<long> TakeIds(string relationship)
    {
        _taken.Add(relationship);
        return ToManyIds.TryGetValue(relationship, out var ids) ? ids : [];
    }

    /// <summary>The relationships that the use case does not write itself.</summary>
    public IEnumerable<(string Name, IReadOnlyList<long> Ids)> Links =>
        ToManyIds.Where(sent => !_taken.Contains(sent.Key)).Select(sent => (sent.Key, sent.Value));
}
