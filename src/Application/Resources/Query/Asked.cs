using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources.Query;

/// <summary>Resolves the names in a query's <c>include</c> and <c>fields</c> before anything is read or, above all, written.</summary>
internal static class Asked
{
    /// <exception cref="Refused">Malformed, naming the parameter.</exception>
    public static void Check(Resource resource, ResourceQuery query, ResourceCatalog catalog)
    {
        CheckInclude(resource, query.Include);
        foreach (var (type, names) in query.Fields)
        {
            if (catalog.OfType(type) is { } known)
                known.MaskOf(names);
            else if (!catalog.Expects(type))
                throw Refused.Malformed($"There is no type {type}.", $"fields[{type}]");
        }
    }

    private static void CheckInclude(Resource resource, IncludeNode node)
    {
        foreach (var (name, child) in node.Children)
        {
            var relationship = resource.AllRelationships.FirstOrDefault(r => r.Name == name)
                ?? throw Refused.Malformed($"A {resource.Type} has no relationship {name}.", "include");
            if (relationship.TargetResource is { } target)
                CheckInclude(target, child);
        }
    }
}
