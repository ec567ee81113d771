using System.Text.Json;
using OpenEvent.Domain.Common;
using OpenEvent.WebApi.JsonApi;

namespace OpenEvent.WebApi.Identity;

/// <summary>The body of a request outside JSON:API. It is a JSON object, often in the form <c>{"data": {…}}</c>.</summary>
internal readonly struct JsonBody(JsonElement fields, string pointer)
{
    /// <exception cref="RejectedException">Malformed.</exception>
    public static async Task<JsonBody> ReadAsync(HttpContext http)
    {
        var root = await DocumentReader.ReadAsync(http);
        return root.ValueKind == JsonValueKind.Object
            ? new JsonBody(root, "")
            : throw RejectedException.Malformed("The body must be a JSON object.", pointer: "");
    }

    /// <exception cref="RejectedException">Malformed: there is no <c>data</c>.</exception>
    public static async Task<JsonBody> ReadDataAsync(HttpContext http)
    {
        var root = await DocumentReader.ReadAsync(http);
        return root.ValueKind == JsonValueKind.Object && root.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object
            ? new JsonBody(data, "/data")
            : throw RejectedException.Malformed("The body must contain an object `data`.", pointer: "/data");
    }

    /// <returns>Null if the field is absent, empty, not a string, or not valid text.</returns>
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
            return null; // an unpaired surrogate
        }
    }

    /// <exception cref="RejectedException">Malformed.</exception>
    public string GetRequiredText(string name) =>
        GetText(name)
        ?? throw RejectedException.Malformed($"The field {name} is required and must be a string.", pointer: $"{pointer}/{name}");

    public bool GetFlag(string name) => fields.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;
}
