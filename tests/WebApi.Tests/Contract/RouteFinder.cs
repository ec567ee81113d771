using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OpenEvent.WebApi.JsonApi;
using OpenEvent.WebApi.Tests.AllRoutes;

namespace OpenEvent.WebApi.Tests.Contract;

/// <summary>Finds the route of this server that answers a URL of the reference server.</summary>
internal sealed partial class RouteFinder(TwoTenantServer tenants)
{
    private readonly List<(string Method, RouteEndpoint Endpoint, Regex Pattern)> _routes =
    [
        .. from endpoint in tenants.Server.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []
        // Literal segments come before parameters, as in routing.
        orderby endpoint.RoutePattern.Parameters.Count
        select (
            method,
            endpoint,
            new Regex($"^{Parameter().Replace(endpoint.RoutePattern.RawText!.TrimEnd('/'), "[^/]+")}$", RegexOptions.IgnoreCase)
        ),
    ];

    /// <summary>The route, or null if this server has none for the URL.</summary>
    public (string Route, ResourceRoute? Resource)? Find(string method, string url)
    {
        var path = url.Split('?')[0].TrimEnd('/');
        var (_, endpoint, _) = _routes.FirstOrDefault(route => route.Method == method && route.Pattern.IsMatch(path));
        return endpoint is null ? null : (endpoint.RoutePattern.RawText!, endpoint.Metadata.GetMetadata<ResourceRoute>());
    }

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();
}
