using Microsoft.AspNetCore.Routing.Patterns;
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
        // The framework would compile all handlers at the first request: about 0.1 s of processor time for 200 routes.
        var compiled = new Lazy<RequestDelegate>(() => Compile(path, handler));
        routes
            .MapMethods(path, [method], http => compiled.Value(http))
            .WithDisplayName($"{method} {path}")
            .WithTags(tag)
            .WithPermission(permission)
            .WithMetadata(metadata);
    }

    private RequestDelegate Compile(string path, Delegate handler)
    {
        var pattern = RoutePatternFactory.Parse(path);
        var endpoint = new RouteEndpointBuilder(null, pattern, 0);
        foreach (var filter in filters)
            endpoint.FilterFactories.Add((_, next) => invocation => filter.InvokeAsync(invocation, next));
        var options = new RequestDelegateFactoryOptions
        {
            ServiceProvider = routes.ServiceProvider,
            RouteParameterNames = pattern.Parameters.Select(p => p.Name),
            EndpointBuilder = endpoint,
        };
        return RequestDelegateFactory.Create(handler, options).RequestDelegate;
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
