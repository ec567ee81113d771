using OpenEvent.WebApi.Identity;
using OpenEvent.WebApi.JsonApi;

namespace OpenEvent.WebApi.VisitorCache;

/// <summary>
/// Requests without credentials for what all visitors read, on a route of resources that are declared for it. A route whose URL is a
/// secret, such as the tickets of an access code, is none.
/// </summary>
internal static class VisitorRequest
{
    public static bool IsOne(HttpContext http) =>
        (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method))
        && http.GetEndpoint()?.Metadata.GetMetadata<ResourceRoute>()
            is { Operation: "list" or "get" or "related", IsForVisitors: true } route
        && route.Resource.IsSharedWithVisitors
        && route.Relationship is null or { TargetResource.IsSharedWithVisitors: true }
        && http.Request.Headers.Authorization.Count == 0
        && RequestToken.Read(http.Request, RequestToken.AccessCookie) is null;
}
