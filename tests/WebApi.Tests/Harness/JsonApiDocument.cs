using System.Text.Json;
using System.Text.Json.Nodes;

namespace OpenEvent.WebApi.Tests.Harness;

/// <summary>Creates JSON:API request documents.</summary>
public static class JsonApiDocument
{
    public static JsonObject Of(
        string type,
        string? id,
        object? attributes = null,
        params (string Name, string Type, string Id)[] relationships
    )
    {
        var data = new JsonObject { ["type"] = type };
        if (id is not null)
            data["id"] = id;
        if (attributes is not null)
            data["attributes"] = ToKebabCase(JsonSerializer.SerializeToNode(attributes)!);
        if (relationships.Length > 0)
        {
            var links = new JsonObject();
            foreach (var many in relationships.GroupBy(r => r.Name))
            {
                var identifiers = many.Select(r => (JsonNode)Identifier(r.Type, r.Id)).ToArray();
                var isPlural = many.Key.EndsWith('s') && !many.Key.EndsWith("ss", StringComparison.Ordinal);
                links[many.Key] = new JsonObject { ["data"] = isPlural ? new JsonArray(identifiers) : identifiers[0] };
            }

            data["relationships"] = links;
        }

        return new JsonObject { ["data"] = data };
    }

    public static JsonObject Identifier(string type, string id) => new() { ["type"] = type, ["id"] = id };

    /// <summary>Replaces underscores in member names by dashes, because <c>starts-at</c> is not a valid member name in C#.</summary>
    private static JsonNode ToKebabCase(JsonNode node) =>
        node is JsonObject o ? new JsonObject(o.Select(p => KeyValuePair.Create(p.Key.Replace('_', '-'), p.Value?.DeepClone()))) : node;
}
