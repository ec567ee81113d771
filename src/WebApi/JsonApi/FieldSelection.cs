using OpenEvent.Application.Resources;
using OpenEvent.Application.Resources.Query;
using OpenEvent.Domain.Common;

namespace OpenEvent.WebApi.JsonApi;

/// <summary>What of each row one document shows: what the client asked for, of what the actor may see.</summary>
internal sealed class FieldSelection
{
    private readonly Actor _actor;
    private readonly Dictionary<Resource, FieldMask> _requested = [];

    public FieldSelection(ResourceCatalog catalog, Actor actor, ResourceQuery query, IncludedRows included)
    {
        _actor = actor;
        Included = included;
        HasIncludes = query.Include.Children.Count > 0;
        foreach (var (type, names) in query.Fields)
        {
            // A type that is not served has no rows here either; the reference's clients name such types.
            if (catalog.FindByType(type) is { } resource)
                _requested[resource] = resource.RequestedMask(names);
        }
    }

    public IncludedRows Included { get; }

    public bool HasIncludes { get; }

    public FieldMask MaskOf(Resource resource, Entity row)
    {
        var visible = resource.VisibleMask(_actor, row);
        return _requested.TryGetValue(resource, out var requested) ? visible.And(requested) : visible;
    }
}
