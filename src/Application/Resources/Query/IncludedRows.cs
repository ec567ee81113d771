using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources.Query;

/// <summary>What <c>include</c> brought: the rows, each once, and which row is linked to which.</summary>
internal sealed class IncludedRows
{
    /// <summary>Of a document without <c>include</c>; nothing is ever added to it.</summary>
    public static readonly IncludedRows None = new();

    private readonly Dictionary<(Relationship, long), List<Entity>> _links = [];
    private readonly HashSet<(Resource, long)> _seen = [];
    private readonly List<(Resource Resource, Entity Row)> _rows = [];

    public IReadOnlyList<(Resource Resource, Entity Row)> Rows => _rows;

    public void Add<TTarget>(
        Relationship relationship,
        Resource<TTarget> target,
        IEnumerable<(long Id, long? Key)> owners,
        List<QueryRow<TTarget>> pairs
    )
        where TTarget : Entity
    {
        var byKey = pairs.ToLookup(p => p.Number, p => (Entity)p.Row);
        foreach (var (id, key) in owners)
            _links[(relationship, id)] = key is null ? [] : [.. byKey[key.Value]];
        foreach (var pair in pairs)
            if (_seen.Add((target, pair.Row.Id)))
                _rows.Add((target, pair.Row));
    }

    /// <summary>The linked rows, or null where this relationship of this row was not included.</summary>
    public List<Entity>? LinksOf(Relationship relationship, long id) => _links.GetValueOrDefault((relationship, id));
}
