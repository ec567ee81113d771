using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.WebApi.JsonApi;

namespace OpenEvent.WebApi.Identity;

/// <summary>The body of a request outside JSON:API. It is a JSON object, often in the form <c>{"data": {…}}</c>.</summary>
internal readonly struct JsonBody(JsonElement fields, string pointer)
{
    private const int MaxLength = 10_000;

    /// <exception cref="RejectedException">Malformed.</exception>
    public static async Task<JsonBody> ReadAsync(HttpContext http)
    {
        var root = await DocumentReader.ReadAsync(http);
        return root.ValueKind == JsonValueKind.Object
            ? new JsonBody(root, "")
            : throw RejectedException.Malformed("The body must be a JSON object.", pointer: "");
    }

    /// <summary>A request without a body has no fields.</summary>
    /// <exception cref="RejectedException">Malformed.</exception>
    public static async Task<JsonBody> ReadOptionalAsync(HttpContext http) =>
        http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true ? await ReadAsync(http) : new JsonBody(default, "");

    /// <exception cref="RejectedException">Malformed: there is no <c>data</c>.</exception>
    public static async Task<JsonBody> ReadDataAsync(HttpContext http)
    {
        var root = await DocumentReader.ReadAsync(http);
        return root.ValueKind == JsonValueKind.Object && root.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object
            ? new JsonBody(data, "/data")
            : throw RejectedException.Malformed("The body must contain an object `data`.", pointer: "/data");
    }

    /// <summary>The text as it was sent: passwords and tokens must not change.</summary>
    /// <returns>Null if the field is absent, empty, not a string, or not valid text.</returns>
    /// <exception cref="RejectedException">Invalid: it is longer than <see cref="MaxLength"/>.</exception>
    public string? GetText(string name)
    {
        if (!fields.TryGetProperty(name, out var value) || value.ValueKind != JsonValueKind.String)
            return null;
        try
        {
            var text = JsonText.ReadVerbatim(value);
            return text.Length > MaxLength
                    ? throw RejectedException.Invalid($"Longer than maximum length {MaxLength}.", $"{pointer}/{name}")
                : text.Length == 0 ? null
                : text;
        }
        catch (InvalidValueException)
        {
            return null;
        }
    }

    /// <exception cref="RejectedException">Malformed.</exception>
    public string GetRequiredText(string name) =>
        GetText(name)
        ?? throw RejectedException.Malformed($"The field {name} is required and must be a string.", pointer: $"{pointer}/{name}");

    /// <returns>Undefined if the field is absent.</returns>
    public JsonElement Get(string name) =>
        fields.ValueKind == JsonValueKind.Object && fields.TryGetProperty(name, out var value) ? value : default;

    public bool GetFlag(string name) => fields.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;
}
