using OpenEvent.WebApi.Identity;

namespace OpenEvent.WebApi.Endpoints;

/// <summary>
/// Registers named routes, one line each: method, path, handler, permission. Their descriptions are in <c>Description/Routes</c>, by method
/// and path.
/// </summary>
/// <param name="tag">The group of the routes in the API description.</param>
/// <param name="filters">Run around every handler of this table.</param>
internal sealed class RouteTable(IEndpointRouteBuilder routes, string tag, params IEndpointFilter[] filters)
{
    public void Get(string path, Delegate handler, RoutePermission permission, params object[] metadata) =>
        Map(HttpMethods.Get, path, handler, permission, metadata);

    public void Post(string path, Delegate handler, RoutePermission permission, params object[] metadata) =>
        Map(HttpMethods.Post, path, handler, permission, metadata);

    public void Put(string path, Delegate handler, RoutePermission permission, params object[] metadata) =>
        Map(HttpMethods.Put, path, handler, permission, metadata);

    public void Patch(string path, Delegate handler, RoutePermission permission, params object[] metadata) =>
        Map(HttpMethods.Patch, path, handler, permission, metadata);

    public void Delete(string path, Delegate handler, RoutePermission permission, params object[] metadata) =>
        Map(HttpMethods.Delete, path, handler, permission, metadata);

    private void Map(string method, string path, Delegate handler, RoutePermission permission, object[] metadata)
    {
        var route = routes.MapMethods(path, [method], handler).WithTags(tag).WithPermission(permission).WithMetadata(metadata);
        foreach (var filter in filters)
            route.AddEndpointFilter(filter);
    }
}

/// <summary>Permissions of endpoints that other libraries map.</summary>
internal static class RoutePermissionExtensions
{
    /// <summary>Declares who may use a route.</summary>
    public static TBuilder WithPermission<TBuilder>(this TBuilder route, RoutePermission permission)
        where TBuilder : IEndpointConventionBuilder =>
        permission.IgnoresToken ? route.WithMetadata(permission, new IgnoreTokenMetadata()) : route.WithMetadata(permission);
}
