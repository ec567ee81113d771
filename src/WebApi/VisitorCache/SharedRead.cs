using OpenEvent.Application.Resources;
using OpenEvent.Application.Resources.Query;
using OpenEvent.Domain.Common;
using OpenEvent.WebApi.JsonApi;

namespace OpenEvent.WebApi.VisitorCache;

/// <summary>
/// Finds the requests of visitors that read only types that say <c>SharedWithVisitors()</c>: their includes, filters and sort keys, too.
/// A change of another type is not told to the nodes, so its rows are read from the primary.
/// </summary>
internal sealed class SharedRead(ResourceCatalog catalog)
{
    /// <param name="http">A <see cref="VisitorRequest"/>.</param>
    public bool IsOne(HttpContext http)
    {
        if (!http.Request.QueryString.HasValue)
            return true;
        if (http.Request.Query.ContainsKey("search"))
            return false; // It counts the searches of the address, which is a write.
        var route = http.GetEndpoint()!.Metadata.GetMetadata<ResourceRoute>()!;
        var isList = route.Operation == "list" || route.Relationship is { IsToMany: true };
        try
        {
            var resource = route.Relationship?.TargetResource ?? route.Resource;
            var query = QueryStringParser.Parse(http.Request, isList, catalog.MaxRows);
            return IsShared(resource, query.Include)
                && IsShared(resource, query.Filter)
                && query.Sort.All(key => key.Relationship is null || FindShared(resource, key.Relationship) is not null);
        }
        catch (RejectedException)
        {
            return false; // The endpoint rejects it.
        }
    }

    private static bool IsShared(Resource resource, IncludeNode include) =>
        include.Children.All(child => FindShared(resource, child.Key) is { } target && IsShared(target, child.Value));

    private static bool IsShared(Resource resource, Filter? filter) =>
        filter switch
        {
            null => true,
            AndFilter and => and.Parts.All(part => IsShared(resource, part)),
            OrFilter or => or.Parts.All(part => IsShared(resource, part)),
            NotFilter not => IsShared(resource, not.Inner),
            RelatedFilter related => FindShared(resource, related.Name) is { } target && IsShared(target, related.Inner),
            CompareFilter compare => IsOwnOrShared(resource, compare.Name) && IsOwnOrShared(resource, compare.OtherField),
            _ => false,
        };

    private static bool IsOwnOrShared(Resource resource, string? name) =>
        resource.AllRelationships.FirstOrDefault(r => r.Name == name) is not { } relationship
        || relationship.TargetResource is { IsSharedWithVisitors: true };

    /// <returns>Null: there is no such relationship, or its target is not shared.</returns>
    private static Resource? FindShared(Resource resource, string relationship) =>
        resource.AllRelationships.FirstOrDefault(r => r.Name == relationship)?.TargetResource is { IsSharedWithVisitors: true } target
            ? target
            : null;
}
