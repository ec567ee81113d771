using System.Text.Json;
using OpenEvent.Domain.Common;
using OpenEvent.WebApi.JsonApi;

namespace OpenEvent.WebApi.Identity;

/// <summary>The body of a request outside JSON:API: an object, often wrapped as <c>{"data": {…}}</c>.</summary>
internal readonly struct JsonBody(JsonElement fields, string pointer)
{
    /// <exception cref="RejectedException">Malformed.</exception>
    public static async Task<JsonBody> ReadAsync(HttpContext http)
    {
        var root = await DocumentReader.ReadAsync(http);
        return root.ValueKind == JsonValueKind.Object
            ? new JsonBody(root, "")
            : throw RejectedException.Malformed("The body is not a JSON object.", pointer: "");
    }

    /// <exception cref="RejectedException">Malformed: there is no <c>data</c>.</exception>
    public static async Task<JsonBody> ReadDataAsync(HttpContext http)
    {
        var root = await DocumentReader.ReadAsync(http);
        return root.ValueKind == JsonValueKind.Object && root.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object
            ? new JsonBody(data, "/data")
            : throw RejectedException.Malformed("The body must hold an object `data`.", pointer: "/data");
    }

    /// <returns>null where it is absent, empty, no text, or no valid one.</returns>
    public string? GetText(string name)
    {
        if (!fields.TryGetProperty(name, out var value) || value.ValueKind != JsonValueKind.String)
            return null;
        try
        {
            return value.GetString() is { Length: > 0 } text && !text.Contains('\0', StringComparison.Ordinal) ? text : null;
        }
        catch (InvalidOperationException)
        {
            return null; // half of a surrogate pair
        }
    }

    /// <exception cref="RejectedException">Malformed.</exception>
    public string GetRequiredText(string name) =>
        GetText(name) ?? throw RejectedException.Malformed($"The text {name} is missing.", pointer: $"{pointer}/{name}");

    public bool GetFlag(string name) => fields.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;
}
