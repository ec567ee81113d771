using System.Globalization;
using System.Text.Json;

namespace OpenEvent.WebApi.Identity;

/// <summary>Reads integers. Ids are numbers or, as in JSON:API, texts.</summary>
internal static class JsonInteger
{
    /// <returns>Null if the value is neither an integer nor a text of digits.</returns>
    public static long? Read(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Number when value.TryGetInt64(out var number) => number,
            JsonValueKind.String => ReadDigits(value.GetRawText().Trim('"')),
            _ => null,
        };

    private static long? ReadDigits(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
