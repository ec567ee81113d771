using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources;

/// <summary>A row that a client asks to create. Its attributes and foreign keys are set, but it is not saved.</summary>
/// <param name="ToManyIds">The ids that the client sent for to-many relationships, by relationship name.</param>
internal sealed record RowDraft<T>(T Row, Changes<T> Changes, IReadOnlyDictionary<string, IReadOnlyList<long>> ToManyIds)
{
    public IReadOnlyList<long> IdsOf(string relationship) => ToManyIds.TryGetValue(relationship, out var ids) ? ids : [];
}
