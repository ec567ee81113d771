using System.Globalization;
using System.Text.Json;
using OpenEvent.Application.Events;
using OpenEvent.Domain.Common;

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

    /// <summary>Ids are numbers or, as in JSON:API, texts.</summary>
    private static long? ReadInteger(JsonElement entry, string name, long max = long.MaxValue)
    {
        if (entry.ValueKind != JsonValueKind.Object || !entry.TryGetProperty(name, out var value))
            return null;
        var text = value.ValueKind is JsonValueKind.Number or JsonValueKind.String ? value.GetRawText().Trim('"') : "";
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= max ? number : null;
    }
}
