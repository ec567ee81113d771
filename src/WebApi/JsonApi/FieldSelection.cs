using OpenEvent.Application.Resources;
using OpenEvent.Application.Resources.Query;
using OpenEvent.Domain.Common;

namespace OpenEvent.WebApi.JsonApi;

/// <summary>The fields of each row in one document: those that the client requests and the actor may see.</summary>
internal sealed class FieldSelection
{
    private readonly Actor _actor;
    private readonly Dictionary<Resource, FieldMask> _requested = [];
    private readonly Dictionary<Resource, bool> _hasLinkedRows = [];

    public FieldSelection(ResourceCatalog catalog, Actor actor, ResourceQuery query, IncludedRows included)
    {
        _actor = actor;
        Included = included;
        HasIncludes = query.Include.Children.Count > 0;
        foreach (var (type, names) in query.Fields)
        {
            // Clients may name types that this server does not serve yet.
            if (catalog.FindByTypeOrPath(type) is { } resource)
                _requested[resource] = resource.RequestedMask(names, type).Or(_requested.GetValueOrDefault(resource));
        }
    }

    public IncludedRows Included { get; }

    public bool HasIncludes { get; }

    /// <summary>Whether the document includes a relationship of this type. Otherwise its relationships are links only.</summary>
    public bool HasLinkedRows(Resource resource)
    {
        if (!HasIncludes)
            return false;
        if (!_hasLinkedRows.TryGetValue(resource, out var has))
            _hasLinkedRows[resource] = has = resource.AllRelationships.Any(Included.Has);
        return has;
    }

    public FieldMask MaskOf(Resource resource, Entity row)
    {
        var visible = resource.VisibleMask(_actor, row);
        return _requested.TryGetValue(resource, out var requested) ? visible.And(requested) : visible;
    }
}
