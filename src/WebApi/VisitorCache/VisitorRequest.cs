using OpenEvent.WebApi.Identity;
using OpenEvent.WebApi.JsonApi;

namespace OpenEvent.WebApi.VisitorCache;

/// <summary>Requests without credentials for what all visitors read, on a route of a resource that is declared for it.</summary>
internal static class VisitorRequest
{
    public static bool IsOne(HttpContext http) =>
        (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method))
        && http.GetEndpoint()?.Metadata.GetMetadata<ResourceRoute>() is { Operation: "list" or "get" or "related" } route
        && (route.Relationship?.TargetResource ?? route.Resource) is { IsSharedWithVisitors: true }
        && http.Request.Headers.Authorization.Count == 0
        && RequestToken.Read(http.Request, RequestToken.AccessCookie) is null;
}
