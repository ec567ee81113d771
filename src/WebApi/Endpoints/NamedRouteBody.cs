using System.Text.Json;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.WebApi.JsonApi;

namespace OpenEvent.WebApi.Endpoints;

/// <summary>
/// Reads the bodies of named routes. A route for everyone rejects an invalid body at once. On other routes the use case checks the
/// permission first: it gets a request without the invalid values, and <see cref="PendingRejection"/> keeps the rejection until then.
/// </summary>
internal static class NamedRouteBody
{
    private static readonly JsonElement EmptyObject = JsonDocument.Parse("{}").RootElement;

    /// <summary>Reads a JSON body.</summary>
    /// <param name="unreadable">Stands for a body that cannot be read.</param>
    /// <exception cref="RejectedException">The route is for everyone, and the body is invalid.</exception>
    public static async Task<T> ReadAsync<T>(HttpContext http, Func<JsonElement, T> read, T unreadable)
    {
        try
        {
            return read(await DocumentReader.ReadAsync(http));
        }
        catch (RejectedException rejection)
        {
            Reject(http, rejection);
            return unreadable;
        }
    }

    /// <summary>Reads a JSON object. It is empty if it cannot be read.</summary>
    /// <exception cref="RejectedException">The route is for everyone, and the body is invalid.</exception>
    public static Task<JsonElement> ReadObjectAsync(HttpContext http) =>
        ReadAsync(
            http,
            root =>
                root.ValueKind == JsonValueKind.Object
                    ? root
                    : throw RejectedException.Malformed("The body is not a JSON object.", pointer: ""),
            EmptyObject
        );

    /// <param name="isRowKey">Whether the invalid value is the key of the row on which the permission depends.</param>
    /// <exception cref="RejectedException">The route is for everyone.</exception>
    public static void Reject(HttpContext http, RejectedException rejection, bool isRowKey = false)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<RoutePermission>() is not { IsForEveryone: false })
            throw rejection;
        http.RequestServices.GetRequiredService<PendingRejection>().Set(rejection, isRowKey);
    }

    /// <summary>Whether a value of the body was invalid.</summary>
    public static bool IsRejected(HttpContext http) => http.RequestServices.GetRequiredService<PendingRejection>().Exists;
}
