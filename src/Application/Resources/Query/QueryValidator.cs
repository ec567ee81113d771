using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources.Query;

/// <summary>Checks the names in <c>include</c> and <c>fields</c>, before anything is read or written.</summary>
internal static class QueryValidator
{
    /// <exception cref="RejectedException">Malformed, with the name of the parameter.</exception>
    public static void Validate(Resource resource, ResourceQuery query, ResourceCatalog catalog)
    {
        ValidateInclude(resource, query.Include);
        foreach (var (type, names) in query.Fields)
        {
            var selected = catalog.FindByTypeOrPath(type)
                ?? throw RejectedException.Malformed($"There is no type {type}.", $"fields[{type}]");
            selected.RequestedMask(names, type);
        }
    }

    private static void ValidateInclude(Resource resource, IncludeNode node)
    {
        foreach (var (name, child) in node.Children)
        {
            var relationship = resource.AllRelationships.FirstOrDefault(r => r.Name == name)
                ?? throw RejectedException.Malformed($"{resource.WithArticleAtStart} has no relationship {name}.", "include");
            if (relationship.TargetResource is { } target)
                ValidateInclude(target, child);
        }
    }
}
