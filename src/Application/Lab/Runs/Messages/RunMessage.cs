using System.Text.Json;

namespace OpenEvent.Application.Lab;

/// <summary>
/// Reads the fields of a script's message. The script is a user's and can send anything, so every field is checked for its type and its
/// size, and a text is only ever a text.
/// </summary>
internal readonly struct RunMessage(JsonElement json)
{
    public const int MaxNameLength = 128;
    public const int MaxTypeLength = 20;
    public const int MaxTextLength = 1_000_000;

    public JsonElement Json => json;

    public string Type => Text("type", MaxTypeLength);

    /// <exception cref="RunMessageException">It is missing, no text, or too long.</exception>
    public string Text(string name, int maxLength) =>
        OptionalText(name, maxLength) ?? throw new RunMessageException($"The field {name} of a message is missing.");

    /// <returns>Null if the field is absent or null.</returns>
    /// <exception cref="RunMessageException">It is no text, or too long.</exception>
    public string? OptionalText(string name, int maxLength)
    {
        if (Find(name) is not { ValueKind: not JsonValueKind.Null } value)
            return null;
        return value.ValueKind == JsonValueKind.String && value.GetString() is { } text && text.Length <= maxLength
            ? text
            : throw new RunMessageException($"The field {name} of a message is no text of at most {maxLength} characters.");
    }

    /// <exception cref="RunMessageException">It is missing, or no whole number.</exception>
    public long Number(string name) =>
        Find(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var number)
            ? number
            : throw new RunMessageException($"The field {name} of a message is no whole number.");

    /// <returns>Null if the field is absent or no whole number.</returns>
    public int? OptionalNumber(string name) =>
        Find(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out var number) ? number : null;

    /// <summary>A number from 0 to 1.</summary>
    /// <exception cref="RunMessageException">It is missing, or no number.</exception>
    public double Fraction(string name) =>
        Find(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetDouble(out var number) && double.IsFinite(number)
            ? Math.Clamp(number, 0, 1)
            : throw new RunMessageException($"The field {name} of a message is no number.");

    public bool Flag(string name) => Find(name) is { ValueKind: JsonValueKind.True };

    /// <exception cref="RunMessageException">It is missing, or no object.</exception>
    public JsonElement Object(string name) =>
        Find(name) is { ValueKind: JsonValueKind.Object } value
            ? value
            : throw new RunMessageException($"The field {name} of a message is no object.");

    private JsonElement? Find(string name) => json.TryGetProperty(name, out var value) ? value : null;
}
