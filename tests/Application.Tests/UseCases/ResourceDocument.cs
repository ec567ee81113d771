using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OpenEvent.Application.Tests.UseCases;

/// <summary>Documents of requests, as the web layer passes them on.</summary>
internal static class ResourceDocument
{
    /// <param name="attributes">Its names have underscores. Those of <paramref name="more"/> replace them.</param>
    public static JsonElement New(string type, object attributes, object? more, params (string Name, string Type, long Id)[] links)
    {
        var data = new JsonObject { ["type"] = type, ["attributes"] = Merge(attributes, more) };
        var relationships = new JsonObject();
        foreach (var many in links.GroupBy(l => l.Name))
        {
            var identifiers = many.Select(l => (JsonNode)Identifier(l.Type, l.Id)).ToArray();
            relationships[many.Key] = new JsonObject { ["data"] = many.Key.EndsWith('s') ? new JsonArray(identifiers) : identifiers[0] };
        }

        data["relationships"] = relationships;
        return JsonSerializer.SerializeToElement(new JsonObject { ["data"] = data });
    }

    public static JsonElement Change(string type, long id, object attributes)
    {
        var data = Identifier(type, id);
        data["attributes"] = JsonSerializer.SerializeToNode(attributes);
        return JsonSerializer.SerializeToElement(new JsonObject { ["data"] = data });
    }

    private static JsonObject Identifier(string type, long id) =>
        new() { ["type"] = type, ["id"] = id.ToString(CultureInfo.InvariantCulture) };

    private static JsonObject Merge(object attributes, object? more)
    {
        var merged = JsonSerializer.SerializeToNode(attributes)!.AsObject();
        foreach (var (name, value) in JsonSerializer.SerializeToNode(more ?? new { })!.AsObject())
            merged[name] = value?.DeepClone();
        return merged;
    }
}
