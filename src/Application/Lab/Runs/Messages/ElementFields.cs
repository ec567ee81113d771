using System.Text.Json;
using System.Text.RegularExpressions;
using OpenEvent.Domain.Lab;

namespace OpenEvent.Application.Lab;

/// <summary>The fields of the elements that scripts show, and the checks of their values.</summary>
internal static partial class ElementFields
{
    private const int MaxSeries = 50;
    private const int MaxRows = 100_000;
    private const int MaxColumns = 1000;
    private const int MaxFieldNameLength = 50;

    private static readonly Func<JsonElement, bool> Text = v => v.ValueKind is JsonValueKind.Null || IsText(v, RunMessage.MaxTextLength);
    private static readonly Func<JsonElement, bool> Number = v => v.ValueKind == JsonValueKind.Number;
    private static readonly Func<JsonElement, bool> Flag = v => v.ValueKind is JsonValueKind.True or JsonValueKind.False;
    private static readonly Func<JsonElement, bool> Scalars = v => IsList(v, MaxRows, IsScalar);

    /// <summary>The known types with the fields that are more than one text, number or flag.</summary>
    private static readonly Dictionary<string, Dictionary<string, Func<JsonElement, bool>>> Types = new()
    {
        ["text"] = new() { ["value"] = v => IsList(v, MaxRows, e => IsText(e, RunMessage.MaxTextLength)) },
        ["span"] = new() { ["value"] = Text, ["class"] = Text },
        ["label"] = new() { ["value"] = Text, ["class"] = Text },
        ["button"] = new() { ["label"] = Text, ["action"] = IsAction },
        ["plot"] = new() { ["data"] = v => IsList(v, MaxSeries, series => IsList(series, MaxRows, IsPoint)) },
        ["input"] = new() { ["label"] = Text, ["kind"] = v => v.ValueKind == JsonValueKind.String && v.GetString() is "text" or "number" },
        ["slider"] = new()
        {
            ["min"] = Number,
            ["max"] = Number,
            ["step"] = Number,
            ["value"] = Number,
        },
        ["select"] = new() { ["choices"] = Scalars, ["value"] = IsScalar },
        ["checkbox"] = new() { ["value"] = Flag },
        ["image"] = new() { ["media"] = IsImage, ["data"] = v => v.ValueKind == JsonValueKind.String && Base64().IsMatch(v.GetString()!) },
        ["table"] = new() { ["columns"] = Scalars, ["rows"] = v => IsList(v, MaxRows, row => IsList(row, MaxColumns, IsSmall)) },
        ["display"] = new() { ["unit"] = Text },
    };

    /// <summary>Whether the page lets the user enter a value of an element of this type.</summary>
    public static bool TakesInput(string type) => type is "input" or "slider" or "select" or "checkbox";

    public static bool IsKnown(string type) => Types.ContainsKey(type);

    /// <summary>Checks a field of an element of a known type. Fields without a check of their own are single values.</summary>
    public static bool IsValid(string type, string field, JsonElement value) =>
        field switch
        {
            "id" or "name" => IsText(value, RunMessage.MaxNameLength),
            "type" => IsText(value, RunMessage.MaxTypeLength),
            _ => Types[type].TryGetValue(field, out var isValid) ? isValid(value) : field.Length <= MaxFieldNameLength && IsSmall(value),
        };

    public static bool IsScalar(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!.Length <= RunMessage.MaxTextLength,
            JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null => true,
            _ => false,
        };

    /// <summary>A list or an object is shown as its JSON text.</summary>
    private static bool IsSmall(JsonElement value) => IsScalar(value) || value.GetRawText().Length <= RunMessage.MaxTextLength;

    private static bool IsText(JsonElement value, int maxLength) =>
        value.ValueKind == JsonValueKind.String && value.GetString()!.Length <= maxLength;

    private static bool IsList(JsonElement value, int maxLength, Func<JsonElement, bool> isValid) =>
        value.ValueKind == JsonValueKind.Array && value.GetArrayLength() <= maxLength && value.EnumerateArray().All(isValid);

    private static bool IsPoint(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array
        && value.GetArrayLength() == 2
        && value.EnumerateArray().All(n => n.ValueKind is JsonValueKind.Number or JsonValueKind.Null);

    private static bool IsImage(JsonElement value) => value.ValueKind == JsonValueKind.String && value.GetString() is "image/png";

    /// <summary>A button calls a function of the device, and nothing else.</summary>
    private static bool IsAction(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object)
            return false;
        foreach (var member in value.EnumerateObject())
            if (
                member.Name switch
                {
                    "type" => !member.Value.ValueEquals("POST"u8),
                    "endpoint" => !IsText(member.Value, LabCall.MaxFunctionLength),
                    "success" => !(
                        member.Value.ValueKind == JsonValueKind.Object
                        && member.Value.EnumerateObject().All(m => m.Value.ValueKind == JsonValueKind.Null || IsText(m.Value, 200))
                    ),
                    _ => true,
                }
            )
                return false;
        return true;
    }

    [GeneratedRegex("^[A-Za-z0-9+/]*={0,2}$")]
    private static partial Regex Base64();
}
