using System.Text.Json;
using System.Text.Json.Nodes;

namespace OpenEvent.WebApi.Description;

/// <summary>The JSON Schema of an example, for the routes outside JSON:API.</summary>
internal static class ExampleSchema
{
    /// <summary>The content of a body: its schema, and the example without the question marks of optional members.</summary>
    public static JsonObject ContentOf(JsonElement example)
    {
        var json = example.Deserialize<JsonNode>()!;
        return new JsonObject { ["schema"] = SchemaOf(json), ["example"] = WithoutMarkers(json) };
    }

    private static JsonObject SchemaOf(JsonNode? json) =>
        json switch
        {
            JsonObject o => ObjectOf(o),
            JsonArray a => new JsonObject { ["type"] = "array", ["items"] = a.Count > 0 ? SchemaOf(a[0]) : [] },
            null => new JsonObject { ["type"] = "null" },
            _ => new JsonObject { ["type"] = TypeOf(json) },
        };

    private static JsonObject ObjectOf(JsonObject example)
    {
        var properties = new JsonObject();
        foreach (var (name, value) in example)
            properties[name.TrimEnd('?')] = SchemaOf(value);
        var schema = new JsonObject { ["type"] = "object", ["properties"] = properties };
        var required = example.Select(p => p.Key).Where(name => !name.EndsWith('?')).Select(name => (JsonNode)name).ToArray();
        if (required.Length > 0)
            schema["required"] = new JsonArray(required);
        return schema;
    }

    private static string TypeOf(JsonNode value) =>
        value.GetValueKind() switch
        {
            JsonValueKind.True or JsonValueKind.False => "boolean",
            JsonValueKind.Number => value.ToJsonString().Contains('.', StringComparison.Ordinal) ? "number" : "integer",
            _ => "string",
        };

    private static JsonNode? WithoutMarkers(JsonNode? json) =>
        json switch
        {
            JsonObject o => new JsonObject(o.Select(p => KeyValuePair.Create(p.Key.TrimEnd('?'), WithoutMarkers(p.Value)))),
            JsonArray a => new JsonArray([.. a.Select(WithoutMarkers)]),
            _ => json?.DeepClone(),
        };
}
