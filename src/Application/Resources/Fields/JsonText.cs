using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources;

/// <summary>
/// The rules of every text and JSON value that a request brings: no NUL, which PostgreSQL cannot store, no unpaired surrogate, and normal
/// form C, so that equal texts have equal characters.
/// </summary>
internal static class JsonText
{
    /// <summary>How deep objects and lists may be nested in an attribute with a JSON value.</summary>
    public const int MaxDepth = 10;

    public const string LinksMessage = "Each link must be an http or https URL.";

    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads a JSON string.</summary>
    /// <exception cref="InvalidValueException">It breaks a rule.</exception>
    public static string Read(JsonElement json) => NormalFormC.Of(ReadVerbatim(json));

    /// <summary>Reads a JSON string without changing it: secrets are compared byte by byte.</summary>
    /// <exception cref="InvalidValueException">It breaks a rule.</exception>
    public static string ReadVerbatim(JsonElement json)
    {
        string text;
        try
        {
            text = json.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw new InvalidValueException("Not a valid string: it contains an unpaired surrogate.");
        }

        return text.Contains('\0', StringComparison.Ordinal)
            ? throw new InvalidValueException("Not a valid string: it contains a NUL character.")
            : text;
    }

    /// <summary>
    /// Whether no name of a member contains an unpaired surrogate. Readers look members up by their names, and the look-up itself fails on
    /// such a name.
    /// </summary>
    public static bool HasReadableNames(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.Array)
            return json.EnumerateArray().All(HasReadableNames);
        if (json.ValueKind != JsonValueKind.Object)
            return true;
        foreach (var member in json.EnumerateObject())
        {
            try
            {
                _ = member.Name;
            }
            catch (InvalidOperationException)
            {
                return false;
            }

            if (!HasReadableNames(member.Value))
                return false;
        }

        return true;
    }

    /// <returns>Null if the value is not a JSON string, is longer, or breaks a rule.</returns>
    public static string? TryRead(JsonElement json, int maxLength)
    {
        try
        {
            return json.ValueKind == JsonValueKind.String && Read(json) is { } text && text.Length <= maxLength ? text : null;
        }
        catch (InvalidValueException)
        {
            return null;
        }
    }

    /// <summary>Reads any JSON value and writes it again, without spaces and with all its texts in normal form.</summary>
    /// <exception cref="InvalidValueException">A text breaks a rule, or an object has two members of one name.</exception>
    public static string ReadValue(JsonElement json)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
            Copy(json, writer, 0);
        return Encoding.UTF8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
    }

    /// <summary>
    /// Whether each text that is named link or url, at any depth of a JSON value of <see cref="ReadValue"/>, is a <see cref="WebAddress"/>.
    /// </summary>
    public static bool HasOnlyWebAddresses(string? json)
    {
        if (json is null)
            return true;
        using var document = JsonDocument.Parse(json);
        return Check(document.RootElement);

        static bool Check(JsonElement value) =>
            value.ValueKind switch
            {
                JsonValueKind.Array => value.EnumerateArray().All(Check),
                JsonValueKind.Object => value
                    .EnumerateObject()
                    .All(m =>
                        m is { Name: "link" or "url", Value.ValueKind: JsonValueKind.String }
                            ? m.Value.GetString() is { } url && (url.Length == 0 || WebAddress.IsValid(url))
                            : Check(m.Value)
                    ),
                _ => true,
            };
    }

    private static void Copy(JsonElement json, Utf8JsonWriter writer, int depth)
    {
        if (depth > MaxDepth)
            throw new InvalidValueException($"Has more than {MaxDepth} levels of objects and lists.");
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                CopyMembers(json, writer, depth);
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in json.EnumerateArray())
                    Copy(item, writer, depth + 1);
                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                writer.WriteStringValue(Read(json));
                break;
            case JsonValueKind.Number when !json.TryGetDouble(out var number) || !double.IsFinite(number):
                throw new InvalidValueException("A number is out of range.");
            default:
                json.WriteTo(writer);
                break;
        }
    }

    private static void CopyMembers(JsonElement json, Utf8JsonWriter writer, int depth)
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        writer.WriteStartObject();
        foreach (var member in json.EnumerateObject())
        {
            var name = ReadName(member);
            if (!names.Add(name))
                throw new InvalidValueException($"Has two members named \"{name}\".");
            writer.WritePropertyName(name);
            Copy(member.Value, writer, depth + 1);
        }

        writer.WriteEndObject();
    }

    private static string ReadName(JsonProperty member)
    {
        try
        {
            return member.Name.Contains('\0', StringComparison.Ordinal)
                ? throw new InvalidValueException("The name of a member contains a NUL character.")
                : NormalFormC.Of(member.Name);
        }
        catch (InvalidOperationException)
        {
            throw new InvalidValueException("The name of a member contains an unpaired surrogate.");
        }
    }
}
