using System.Text.Json;

namespace OpenEvent.WebApi.JsonApi;

/// <summary>Adds the parent in a nested URL to a document, as the relationship to that parent.</summary>
internal static class NestedDocument
{
    /// <returns>The document with the relationship. An invalid document is returned unchanged; its reader reports the errors.</returns>
    public static JsonElement AddParent(JsonElement document, string relationship, string parentType, string parentKey)
    {
        try
        {
            return AddRelationship(document, relationship, parentType, parentKey);
        }
        catch (InvalidOperationException)
        {
            return document; // it contains an unpaired surrogate
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

    /// <summary>
    /// The JSON object with one member set. Other members are copied unchanged, so that the reader can report errors in them.
    /// </summary>
    private static string SetMember(JsonElement json, string name, string value)
    {
        var otherMembers = json.ValueKind == JsonValueKind.Object ? json.EnumerateObject().Where(p => p.Name != name) : [];
        var members = otherMembers.Select(p => $"{JsonSerializer.Serialize(p.Name)}:{p.Value.GetRawText()}").Append($"\"{name}\":{value}");
        return $"{{{string.Join(',', members)}}}";
    }
}
