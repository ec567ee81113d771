using System.Text.Json;
using OpenEvent.Domain.Common;

namespace OpenEvent.WebApi.JsonApi;

/// <summary>
/// Reads <c>data.attributes.cancel-note</c> of the optional body of a DELETE request: docs/reference/orders.md#deletion.
/// </summary>
internal static class CancelNote
{
    /// <returns>The note, or null if the request has no body or no note.</returns>
    /// <exception cref="RejectedException">Malformed: the body is not valid JSON. Invalid: the note is not a string.</exception>
    public static async Task<string?> ReadAsync(HttpContext http)
    {
        if (http.Request.ContentLength is null or 0 && !http.Request.Headers.ContainsKey("Transfer-Encoding"))
            return null;
        var root = await DocumentReader.ReadAsync(http);
        return
            root.ValueKind == JsonValueKind.Object
            && ReadObject(root, "data") is { } data
            && ReadObject(data, "attributes") is { } attributes
            && attributes.TryGetProperty("cancel-note", out var note)
            && note.ValueKind != JsonValueKind.Null
            ? note.ValueKind == JsonValueKind.String
                ? note.GetString()
                : throw RejectedException.Invalid("Not a valid string.", "/data/attributes/cancel-note")
            : null;
    }

    private static JsonElement? ReadObject(JsonElement json, string name) =>
        json.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.Object ? member : null;
}
