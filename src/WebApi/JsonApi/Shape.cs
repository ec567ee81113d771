using OpenEvent.Application.Resources;
using OpenEvent.Application.Resources.Query;
using OpenEvent.Domain.Common;

namespace OpenEvent.WebApi.JsonApi;

/// <summary>What of each row one document shows: what the client asked for, of what the actor may see.</summary>
internal sealed class Shape
{
    private readonly Actor _actor;
    private readonly Dictionary<Resource, FieldMask> _asked = [];

    public Shape(ResourceCatalog catalog, Actor actor, ResourceQuery query, Included included)
    {
        _actor = actor;
        Included = included;
        Includes = query.Include.Children.Count > 0;
        foreach (var (type, names) in query.Fields)
        {
            // A type that is not served has no rows here either; the reference's clients name such types.
            if (catalog.OfType(type) is { } resource)
                _asked[resource] = resource.MaskOf(names);
        }
    }

    public Included Included { get; }

    public bool Includes { get; }

    public FieldMask MaskOf(Resource resource, Entity row)
    {
        var seen = resource.MaskFor(_actor, row);
        return _asked.TryGetValue(resource, out var asked) ? seen.And(asked) : seen;
    }
}
