using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources;

/// <summary>A row that a client wants created: its attributes and keys are set, nothing is saved.</summary>
/// <param name="Many">The ids that the client sent for to-many relationships, by wire name.</param>
internal sealed record Draft<T>(T Row, Changes<T> Changes, IReadOnlyDictionary<string, IReadOnlyList<long>> Many)
{
    public IReadOnlyList<long> Ids(string relationship) => Many.TryGetValue(relationship, out var ids) ? ids : [];
}
