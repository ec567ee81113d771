using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;
using OpenEvent.Domain.Common;

namespace OpenEvent.Bench;

/// <summary>Parts that the documents of all types have.</summary>
internal static class BaselineJson
{
    /// <summary>
    /// The names of the relationships of each type. The benchmark reads them from the server, because their number grows.
    /// </summary>
    public static Dictionary<string, (string Name, JsonEncodedText Encoded)[]> Relationships { get; } = [];

    /// <param name="relationships">For example <c>event:tickets,sessions;ticket:event</c>.</param>
    public static void SetRelationships(string relationships)
    {
        foreach (var type in relationships.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(t => t.Split(':')))
            Relationships[type[0]] = [.. type[1].Split(',').Select(name => (name, JsonEncodedText.Encode(name)))];
    }

    /// <summary>Writes the links of all relationships, the id and the link of a row.</summary>
    /// <param name="linkage">Writes the member <c>data</c> of a relationship whose rows are included.</param>
    public static void WriteRelationships(
        Utf8JsonWriter json,
        string type,
        string path,
        long id,
        Action<Utf8JsonWriter, string>? linkage = null
    )
    {
        Span<byte> link = stackalloc byte[128];
        json.WriteStartObject("relationships"u8);
        foreach (var (name, encoded) in Relationships[type])
        {
            json.WriteStartObject(encoded);
            linkage?.Invoke(json, name);
            json.WriteStartObject("links"u8);
            Utf8.TryWrite(link, CultureInfo.InvariantCulture, $"/v1/{path}/{id}/relationships/{name}", out var length);
            json.WriteString("self"u8, link[..length]);
            Utf8.TryWrite(link, CultureInfo.InvariantCulture, $"/v1/{path}/{id}/{name}", out length);
            json.WriteString("related"u8, link[..length]);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndObject();
        WriteId(json, id);
        WriteLink(json, path, id);
    }

    public static void WriteLinkage(Utf8JsonWriter json, ReadOnlySpan<byte> type, IEnumerable<Entity> rows)
    {
        json.WriteStartArray("data"u8);
        foreach (var row in rows)
        {
            json.WriteStartObject();
            json.WriteString("type"u8, type);
            WriteId(json, row.Id);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void WriteLink(Utf8JsonWriter json, string path, long id)
    {
        Span<byte> link = stackalloc byte[64];
        Utf8.TryWrite(link, CultureInfo.InvariantCulture, $"/v1/{path}/{id}", out var length);
        json.WriteStartObject("links"u8);
        json.WriteString("self"u8, link[..length]);
        json.WriteEndObject();
    }

    private static void WriteId(Utf8JsonWriter json, long id)
    {
        Span<byte> text = stackalloc byte[20];
        Utf8.TryWrite(text, CultureInfo.InvariantCulture, $"{id}", out var digits);
        json.WriteString("id"u8, text[..digits]);
    }

    public static void WriteFooter(Utf8JsonWriter json)
    {
        json.WriteStartObject("jsonapi"u8);
        json.WriteString("version"u8, "1.0"u8);
        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
    }

    public static void WriteInstant(Utf8JsonWriter json, ReadOnlySpan<byte> name, DateTimeOffset? value)
    {
        if (value is not { } instant)
        {
            json.WriteNull(name);
            return;
        }

        Span<char> text = stackalloc char[40];
        instant.TryFormat(
            text,
            out var length,
            instant.Ticks % TimeSpan.TicksPerSecond == 0 ? "yyyy-MM-ddTHH:mm:sszzz" : "yyyy-MM-ddTHH:mm:ss.ffffffzzz",
            CultureInfo.InvariantCulture
        );
        json.WriteString(name, text[..length]);
    }

    public static void WriteNumber(Utf8JsonWriter json, ReadOnlySpan<byte> name, double? value)
    {
        if (value is { } number)
            json.WriteNumber(name, number);
        else
            json.WriteNull(name);
    }

    public static void WriteNumber(Utf8JsonWriter json, ReadOnlySpan<byte> name, decimal? value)
    {
        if (value is { } number)
            json.WriteNumber(name, Currency.TrimZeros(number));
        else
            json.WriteNull(name);
    }

    public static void WriteRaw(Utf8JsonWriter json, ReadOnlySpan<byte> name, string? value)
    {
        json.WritePropertyName(name);
        if (value is null)
            json.WriteNullValue();
        else
            json.WriteRawValue(value, skipInputValidation: true);
    }
}
