using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources.Handlers;

/// <summary>What a change of a to-many relationship adds and removes, and which links the policies are asked about.</summary>
/// <param name="AskedToLink">The added rows and, at a relationship URL, the named ones that are linked already.</param>
/// <param name="AskedToUnlink">The removed rows and, at a relationship URL, the named ones that are not linked.</param>
internal sealed record LinkSelection<T>(
    IReadOnlyList<T> Added,
    IReadOnlyList<T> Removed,
    IReadOnlyList<T> AskedToLink,
    IReadOnlyList<T> AskedToUnlink
)
    where T : Entity
{
    public IEnumerable<(T Row, bool Links)> Asked => AskedToLink.Select(r => (r, true)).Concat(AskedToUnlink.Select(r => (r, false)));

    public bool IsNothingAsked => AskedToLink.Count + AskedToUnlink.Count == 0;
}

/// <inheritdoc cref="LinkSelection{T}" />
internal static class LinkSelection
{
    /// <param name="rows">The rows that the actor sees: those that are linked and those that the request names.</param>
    public static LinkSelection<T> Of<T>(
        IReadOnlyList<T> rows,
        IReadOnlyList<T> linked,
        LinkOperation operation,
        List<long> ids,
        bool asksUnchanged
    )
        where T : Entity
    {
        var named = rows.Where(r => ids.Contains(r.Id)).ToList();
        List<T> added = operation == LinkOperation.Remove ? [] : [.. named.Except(linked)];
        List<T> removed = operation switch
        {
            LinkOperation.Add => [],
            LinkOperation.Remove => [.. named.Intersect(linked)],
            _ => [.. linked.Except(named)],
        };
        return new LinkSelection<T>(
            added,
            removed,
            asksUnchanged && operation != LinkOperation.Remove ? named : added,
            asksUnchanged && operation == LinkOperation.Remove ? named : removed
        );
    }
}
