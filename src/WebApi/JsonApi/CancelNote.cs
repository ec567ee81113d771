using System.Text.Json;
using OpenEvent.Domain.Common;

namespace OpenEvent.WebApi.JsonApi;

/// <summary>The note that a DELETE may bring in its body as <c>data.attributes.cancel-note</c> (<c>spec/mission.md</c> S2).</summary>
internal static class CancelNote
{
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
