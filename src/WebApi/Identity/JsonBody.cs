using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.WebApi.Endpoints;

namespace OpenEvent.WebApi.Identity;

/// <summary>
/// The body of a request outside JSON:API. It is a JSON object, often in the form <c>{"data": {…}}</c>. On routes that are not for
/// everyone, invalid values are rejected after the permission was checked (<see cref="NamedRouteBody"/>).
/// </summary>
internal readonly struct JsonBody(HttpContext http, JsonElement fields, string pointer)
{
    private const int MaxLength = 10_000;
    private const int MaxTexts = 100;

    /// <exception cref="RejectedException">Malformed.</exception>
    public static async Task<JsonBody> ReadAsync(HttpContext http) =>
        await NamedRouteBody.ReadAsync(
            http,
            root =>
                root.ValueKind == JsonValueKind.Object
                    ? new JsonBody(http, root, "")
                    : throw RejectedException.Malformed("The body must be a JSON object.", pointer: ""),
            new JsonBody(http, default, "")
        );

    /// <summary>A request without a body has no fields.</summary>
    /// <exception cref="RejectedException">Malformed.</exception>
    public static async Task<JsonBody> ReadOptionalAsync(HttpContext http) =>
        http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true
            ? await ReadAsync(http)
            : new JsonBody(http, default, "");

    /// <exception cref="RejectedException">Malformed: there is no <c>data</c>.</exception>
    public static async Task<JsonBody> ReadDataAsync(HttpContext http) =>
        await NamedRouteBody.ReadAsync(
            http,
            root =>
                root.ValueKind == JsonValueKind.Object
                && root.TryGetProperty("data", out var data)
                && data.ValueKind == JsonValueKind.Object
                    ? new JsonBody(http, data, "/data")
                    : throw RejectedException.Malformed("The body must contain an object `data`.", pointer: "/data"),
            new JsonBody(http, default, "/data")
        );

    /// <summary>The text as it was sent: passwords and tokens must not change.</summary>
    /// <returns>Null if the field is absent, empty, not a string, not valid text, or too long.</returns>
    /// <exception cref="RejectedException">Invalid: it is longer than <see cref="MaxLength"/>.</exception>
    public string? GetText(string name)
    {
        if (Find(name) is not { ValueKind: JsonValueKind.String } value)
            return null;
        try
        {
            var text = JsonText.ReadVerbatim(value);
            if (text.Length is > 0 and <= MaxLength)
                return text;
            if (text.Length > MaxLength)
                NamedRouteBody.Reject(http, RejectedException.Invalid($"Longer than maximum length {MaxLength}.", $"{pointer}/{name}"));
            return null;
        }
        catch (InvalidValueException)
        {
            return null;
        }
    }

    /// <returns>An empty text if it is missing and the route is not for everyone.</returns>
    /// <exception cref="RejectedException">Malformed.</exception>
    public string GetRequiredText(string name) => GetText(name) ?? RejectMissing(name, isRowKey: false);

    /// <summary>As <see cref="GetRequiredText"/>, for the key of the row on which the permission depends.</summary>
    /// <exception cref="RejectedException">Malformed.</exception>
    public string GetRowKey(string name) => GetText(name) ?? RejectMissing(name, isRowKey: true);

    /// <returns>A text, also an empty one, or null where the field is null.</returns>
    /// <exception cref="RejectedException">Malformed: it is missing or neither a text nor null.</exception>
    public string? GetNullableText(string name)
    {
        if (Find(name) is { ValueKind: JsonValueKind.Null })
            return null;
        if (Find(name) is { ValueKind: JsonValueKind.String })
            return GetText(name) ?? "";
        var rejection = RejectedException.Malformed(
            $"The field {name} is required and must be a string or null.",
            pointer: $"{pointer}/{name}"
        );
        NamedRouteBody.Reject(http, rejection);
        return "";
    }

    /// <summary>The texts of a list. A missing list is empty.</summary>
    /// <exception cref="RejectedException">Invalid: it is no list of at most 100 texts.</exception>
    public IReadOnlyList<string> GetTexts(string name)
    {
        if (Find(name) is not { ValueKind: not JsonValueKind.Null } value)
            return [];
        List<string> texts = [];
        if (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() <= MaxTexts)
        {
            texts.AddRange(value.EnumerateArray().Select(entry => JsonText.TryRead(entry, MaxLength)).OfType<string>());
            if (texts.Count == value.GetArrayLength())
                return texts;
        }

        NamedRouteBody.Reject(http, RejectedException.Invalid($"Must be a list of at most {MaxTexts} texts.", $"{pointer}/{name}"));
        return [];
    }

    /// <returns>Null if the field is absent or not an integer (<see cref="JsonInteger"/>).</returns>
    public long? GetInteger(string name) => Find(name) is { } value ? JsonInteger.Read(value) : null;

    /// <returns>Null if the field is absent or not a boolean.</returns>
    public bool? GetBoolean(string name) =>
        Find(name)?.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => null,
        };

    public bool GetFlag(string name) => Find(name) is { ValueKind: JsonValueKind.True };

    /// <returns>Undefined if the field is absent.</returns>
    public JsonElement Get(string name) => Find(name) ?? default;

    private JsonElement? Find(string name) =>
        fields.ValueKind == JsonValueKind.Object && fields.TryGetProperty(name, out var value) ? value : null;

    private string RejectMissing(string name, bool isRowKey)
    {
        var rejection = RejectedException.Malformed($"The field {name} is required and must be a string.", pointer: $"{pointer}/{name}");
        NamedRouteBody.Reject(http, rejection, isRowKey);
        return "";
    }
}
