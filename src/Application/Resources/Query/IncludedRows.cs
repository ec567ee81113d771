using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources.Query;

/// <summary>The rows that <c>include</c> loaded, without duplicates, and the links between rows.</summary>
internal sealed class IncludedRows
{
    /// <summary>The empty value, for documents without <c>include</c>. Do not add rows to it.</summary>
    public static readonly IncludedRows None = new();

    private readonly Dictionary<Relationship, Dictionary<long, List<Entity>>> _links = [];
    private readonly HashSet<(Resource, long)> _seen = [];
    private readonly List<(Resource Resource, Entity Row)> _rows = [];

    public IReadOnlyList<(Resource Resource, Entity Row)> Rows => _rows;

    /// <summary>Adds the rows to which the owners are linked by a relationship.</summary>
    /// <param name="owners">The id of each owner, and the key by which it finds its rows.</param>
    public void Add<TTarget>(
        Relationship relationship,
        Resource<TTarget> target,
        IEnumerable<(long Id, long? Key)> owners,
        List<QueryRow<TTarget>> targetRows
    )
        where TTarget : Entity
    {
        var byKey = targetRows.ToLookup(r => r.OwnerKeyOrTotalCount, r => (Entity)r.Row);
        if (!_links.TryGetValue(relationship, out var links))
            _links[relationship] = links = [];
        foreach (var (id, key) in owners)
            links[id] = key is null ? [] : [.. byKey[key.Value]];
        foreach (var targetRow in targetRows)
            if (_seen.Add((target, targetRow.Row.Id)))
                _rows.Add((target, targetRow.Row));
    }

    /// <summary>Whether this relationship was included.</summary>
    public bool Has(Relationship relationship) => _links.ContainsKey(relationship);

    /// <summary>The linked rows, or null if this relationship of this row was not included.</summary>
    public List<Entity>? LinksOf(Relationship relationship, long id) => _links.GetValueOrDefault(relationship)?.GetValueOrDefault(id);
}
