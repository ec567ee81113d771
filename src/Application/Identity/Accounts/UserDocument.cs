using System.Text.Json;

namespace OpenEvent.Application.Identity;

/// <summary>Reads single attributes of a user document before it is validated.</summary>
internal static class UserDocument
{
    /// <returns>Null if the document has no such attribute, or if it is not valid text.</returns>
    public static string? GetText(JsonElement document, string attribute)
    {
        if (
            document.ValueKind != JsonValueKind.Object
            || !document.TryGetProperty("data", out var data)
            || data.ValueKind != JsonValueKind.Object
            || !data.TryGetProperty("attributes", out var attributes)
            || attributes.ValueKind != JsonValueKind.Object
            || !attributes.TryGetProperty(attribute, out var value)
            || value.ValueKind != JsonValueKind.String
        )
            return null;
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null; // an unpaired surrogate
        }
    }
}
