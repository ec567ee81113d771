using System.Text.Json;

namespace OpenEvent.WebApi.JsonApi;

/// <summary>A document that was sent to its parent's URL, with the relationship that the URL means.</summary>
internal static class NestedDocument
{
    /// <returns>The document as it is where it is too broken to be added to: its reader says what is wrong.</returns>
    public static JsonElement AddParent(JsonElement document, string relationship, string parentType, string parentKey)
    {
        try
        {
            return AddRelationship(document, relationship, parentType, parentKey);
        }
        catch (InvalidOperationException)
        {
            return document; // half of a surrogate pair
        }
    }

    private static JsonElement AddRelationship(JsonElement document, string relationship, string parentType, string parentKey)
    {
        if (
            document.ValueKind != JsonValueKind.Object
            || !document.TryGetProperty("data", out var data)
            || data.ValueKind != JsonValueKind.Object
        )
            return document;
        if (data.TryGetProperty("relationships", out var links) && links.ValueKind is not (JsonValueKind.Object or JsonValueKind.Null))
            return document;
        var parent = JsonSerializer.Serialize(new { data = new { type = parentType, id = parentKey } });
        var relationships = SetMember(links.ValueKind == JsonValueKind.Object ? links : default, relationship, parent);
        using var nested = JsonDocument.Parse($$"""{"data":{{SetMember(data, "relationships", relationships)}}}""");
        return nested.RootElement.Clone();
    }

    /// <summary>The object with one member set. Values go over as they were written: what is wrong in them is for the reader to say.</summary>
    private static string SetMember(JsonElement json, string name, string value)
    {
        var otherMembers = json.ValueKind == JsonValueKind.Object ? json.EnumerateObject().Where(p => p.Name != name) : [];
        return $"{{{string.Join(',', otherMembers.Select(p => $"{JsonSerializer.Serialize(p.Name)}:{p.Value.GetRawText()}").Append($"\"{name}\":{value}"))}}}";
    }
}
