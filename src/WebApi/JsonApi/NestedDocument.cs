using System.Text.Json;
using System.Text.Json.Nodes;

namespace OpenEvent.WebApi.JsonApi;

/// <summary>A document that was sent to its parent's URL, with the relationship that the URL means.</summary>
internal static class NestedDocument
{
    /// <returns>The document as it is where it is too broken to be added to: its reader says what is wrong.</returns>
    public static JsonElement Of(JsonElement document, string relationship, string parentType, string parentKey)
    {
        try
        {
            return With(document, relationship, parentType, parentKey);
        }
        catch (InvalidOperationException)
        {
            return document; // half of a surrogate pair
        }
    }

    private static JsonElement With(JsonElement document, string relationship, string parentType, string parentKey)
    {
        if (document.ValueKind != JsonValueKind.Object || !document.TryGetProperty("data", out var data) || data.ValueKind != JsonValueKind.Object) return document;
        if (data.TryGetProperty("relationships", out var links) && links.ValueKind is not (JsonValueKind.Object or JsonValueKind.Null)) return document;
        Dictionary<string, JsonElement> relationships = links.ValueKind == JsonValueKind.Object ? links.EnumerateObject().DistinctBy(p => p.Name).ToDictionary(p => p.Name, p => p.Value) : [];
        relationships[relationship] = JsonSerializer.SerializeToElement(new JsonObject { ["data"] = new JsonObject { ["type"] = parentType, ["id"] = parentKey } });
        var members = data.EnumerateObject().DistinctBy(p => p.Name).ToDictionary(p => p.Name, p => p.Value);
        members["relationships"] = JsonSerializer.SerializeToElement(relationships);
        return JsonSerializer.SerializeToElement(new Dictionary<string, object> { ["data"] = members });
    }
}
