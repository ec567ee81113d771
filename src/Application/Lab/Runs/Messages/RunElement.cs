using System.Text.Json;
using System.Text.Json.Nodes;

namespace OpenEvent.Application.Lab;

/// <summary>Reads the elements of scripts and their changes.</summary>
internal static class RunElement
{
    private const int MaxFields = 30;

    /// <summary>Reads a new element.</summary>
    /// <exception cref="RunMessageException">It is not one of the known elements.</exception>
    public static JsonObject Read(JsonElement json)
    {
        var message = new RunMessage(json);
        var type = message.Type;
        message.Text("id", RunMessage.MaxNameLength);
        if (!ElementFields.IsKnown(type))
            throw new RunMessageException("An element has an unknown type.");
        return ReadFields(type, json);
    }

    /// <summary>Applies the changed fields of an element.</summary>
    /// <exception cref="RunMessageException">A field has no valid value.</exception>
    public static void Apply(JsonObject element, JsonElement patch)
    {
        foreach (var (name, value) in ReadFields((string)element["type"]!, patch))
            if (name is not ("id" or "type"))
                element[name] = value?.DeepClone();
        if (element.Count > MaxFields)
            throw new RunMessageException("An element has too many fields.");
    }

    private static JsonObject ReadFields(string type, JsonElement json)
    {
        var element = new JsonObject();
        foreach (var field in json.EnumerateObject())
            if (element.Count < MaxFields && ElementFields.IsValid(type, field.Name, field.Value))
                element[field.Name] = ToNode(type, field);
            else
                throw new RunMessageException($"The field {Shorten(field.Name)} of a {type} has no valid value.");
        return element;
    }

    private static JsonNode? ToNode(string type, JsonProperty field) =>
        field switch
        {
            { Value.ValueKind: JsonValueKind.Null } => null,
            { Name: "rows" } when type == "table" => new JsonArray([
                .. field.Value.EnumerateArray().Select(row => new JsonArray([.. row.EnumerateArray().Select(ToCell)])),
            ]),
            { Name: "data" or "value" or "choices" or "columns", Value.ValueKind: JsonValueKind.Array } when type != "display" =>
                JsonArray.Create(field.Value),
            { Name: "action", Value.ValueKind: JsonValueKind.Object } when type == "button" => JsonObject.Create(field.Value),
            _ => ToCell(field.Value),
        };

    /// <summary>A single value. A list or an object becomes its JSON text.</summary>
    private static JsonValue? ToCell(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.Object or JsonValueKind.Array => JsonValue.Create(value.GetRawText()),
            _ => JsonValue.Create(value),
        };

    private static string Shorten(string name) => name.Length <= 30 ? name : name[..30];
}
