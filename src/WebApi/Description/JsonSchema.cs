using System.Text.Json.Nodes;
using OpenEvent.Application.Resources;

namespace OpenEvent.WebApi.Description;

/// <summary>Builds the JSON Schemas that the API description uses.</summary>
internal static class JsonSchema
{
    public static JsonObject String() => new() { ["type"] = "string" };

    /// <summary>A string with exactly this value.</summary>
    public static JsonObject Constant(string value) => new() { ["type"] = "string", ["enum"] = new JsonArray(value) };

    public static JsonObject Ref(string schema) => new() { ["$ref"] = $"#/components/schemas/{schema}" };

    public static JsonObject ArrayOf(JsonObject items) => new() { ["type"] = "array", ["items"] = items };

    public static JsonObject Object(params (string Name, JsonNode Schema)[] properties) =>
        new()
        {
            ["type"] = "object",
            ["properties"] = new JsonObject(properties.Select(p => KeyValuePair.Create(p.Name, (JsonNode?)p.Schema))),
        };

    public static JsonObject WithRequired(this JsonObject schema, params string[] names)
    {
        if (names.Length > 0)
            schema["required"] = new JsonArray([.. names.Select(n => (JsonNode)n)]);
        return schema;
    }

    /// <summary>The schema of a relationship's <c>data</c>.</summary>
    public static JsonObject Linkage(Relationship relationship)
    {
        var one = Object(("type", relationship.TargetResource is { } target ? Constant(target.Type) : String()), ("id", String()))
            .WithRequired("type", "id");
        if (relationship.IsToMany)
            return ArrayOf(one);
        return relationship.IsRequired ? one : new JsonObject { ["oneOf"] = new JsonArray(one, new JsonObject { ["type"] = "null" }) };
    }
}
