using System.Text.Json;
using System.Text.Json.Nodes;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>The JSON of the fields of a badge form: a list of objects, whose members have snake-case names.</summary>
internal static class BadgeFieldsJson
{
    public const string ListMessage = "Must be a list of objects.";

    /// <summary>The members that <see cref="Write"/> writes, with their JSON types.</summary>
    public static readonly IReadOnlyList<(string Name, string? Type)> Members =
    [
        ("badge_field_id", "integer"),
        ("badge_id", "string"),
        ("custom_field", "string"),
        ("field_identifier", "string"),
        ("font_color", "string"),
        ("font_name", "string"),
        ("font_size", "integer"),
        ("font_weight", null),
        ("is_deleted", "boolean"),
        ("is_field_expanded", "boolean"),
        ("margin_bottom", "integer"),
        ("margin_left", "integer"),
        ("margin_right", "integer"),
        ("margin_top", "integer"),
        ("qr_custom_field", null),
        ("sample_text", "string"),
        ("text_alignment", "string"),
        ("text_rotation", "integer"),
        ("text_type", "string"),
    ];

    public static bool IsList(string? json) => Check(json, _ => true);

    public static bool IsListOfTexts(string? json) => Check(json, item => item.ValueKind == JsonValueKind.String);

    public static bool IsListOfObjects(string? json) => Check(json, item => item.ValueKind == JsonValueKind.Object);

    /// <summary>The member with this name, in kebab or snake case.</summary>
    public static JsonElement? Find(JsonElement entry, string name) =>
        entry.TryGetProperty(NameOf(name), out var value) || entry.TryGetProperty(name, out value) ? value : null;

    public static string NameOf(string attribute) => WireNames.ToSnakeCase(attribute);

    public static string Write(IEnumerable<BadgeFieldForm> fields)
    {
        var list = new JsonArray();
        foreach (var field in fields)
            list.Add(
                new JsonObject
                {
                    ["badge_field_id"] = field.Id,
                    ["badge_id"] = field.BadgeId,
                    ["custom_field"] = field.CustomField,
                    ["field_identifier"] = field.FieldIdentifier,
                    ["font_color"] = field.FontColor,
                    ["font_name"] = field.FontName,
                    ["font_size"] = field.FontSize,
                    ["font_weight"] = Parse(field.FontWeight),
                    ["is_deleted"] = field.IsDeleted,
                    ["is_field_expanded"] = field.IsFieldExpanded,
                    ["margin_bottom"] = field.MarginBottom,
                    ["margin_left"] = field.MarginLeft,
                    ["margin_right"] = field.MarginRight,
                    ["margin_top"] = field.MarginTop,
                    ["qr_custom_field"] = Parse(field.QrCustomField),
                    ["sample_text"] = field.SampleText,
                    ["text_alignment"] = field.TextAlignment,
                    ["text_rotation"] = field.TextRotation,
                    ["text_type"] = field.TextType,
                }
            );
        return list.ToJsonString();
    }

    private static JsonNode? Parse(string? json) => json is null ? null : JsonNode.Parse(json);

    private static bool Check(string? json, Func<JsonElement, bool> isValid)
    {
        if (json is null)
            return true;
        using var document = JsonDocument.Parse(json);
        return document.RootElement.ValueKind == JsonValueKind.Array && document.RootElement.EnumerateArray().All(isValid);
    }
}
