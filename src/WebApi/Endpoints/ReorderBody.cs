using System.Text.Json;
using OpenEvent.Application.Events;
using OpenEvent.Domain.Common;
using OpenEvent.WebApi.Identity;

namespace OpenEvent.WebApi.Endpoints;

/// <summary>
/// The body of a request that sets the places of rows: a list such as <c>[{"speaker": 1, "order": 2}]</c>. With the query parameter
/// <c>reset</c> there is no body.
/// </summary>
internal static class ReorderBody
{
    /// <returns>The entries, with null for what is not an integer; null for a reset.</returns>
    public static async Task<IReadOnlyList<RowPlace>?> ReadAsync(HttpContext http, string row, string place) =>
        http.Request.Query.ContainsKey("reset")
            ? null
            : await NamedRouteBody.ReadAsync<IReadOnlyList<RowPlace>>(
                http,
                root =>
                    root.ValueKind == JsonValueKind.Array
                        ?
                        [
                            .. root.EnumerateArray()
                                .Select(e => new RowPlace(ReadInteger(e, row), (int?)ReadInteger(e, place, int.MaxValue))),
                        ]
                        : throw RejectedException.Malformed("The body must be a JSON array.", pointer: ""),
                []
            );

    private static long? ReadInteger(JsonElement entry, string name, long max = long.MaxValue)
    {
        if (entry.ValueKind != JsonValueKind.Object || !entry.TryGetProperty(name, out var value))
            return null;
        return JsonInteger.Read(value) is { } number && number >= 0 && number <= max ? number : null;
    }
}
