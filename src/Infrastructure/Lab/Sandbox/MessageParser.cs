using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Unicode;
using OpenEvent.Application.Lab;

namespace OpenEvent.Infrastructure.Lab.Sandbox;

/// <summary>Checks the lines of a worker. They come from the user's code, which can write anything.</summary>
internal static class MessageParser
{
    private const int MaxNumberLength = 32,
        MaxIdLength = 128;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 32, AllowDuplicateProperties = false };

    /// <exception cref="InvalidMessageException">The line is not a message that a script may send.</exception>
    public static JsonElement Parse(ReadOnlySequence<byte> line)
    {
        try
        {
            var bytes = line.ToArray();
            if (!Utf8.IsValid(bytes))
                throw new InvalidMessageException("not UTF-8");
            using var document = JsonDocument.Parse(bytes, Options);
            var message = document.RootElement;
            if (message.ValueKind != JsonValueKind.Object || !HasFields(message))
                throw new InvalidMessageException("not a message");
            CheckValues(message);
            return message.Clone();
        }
        catch (JsonException)
        {
            throw new InvalidMessageException("not JSON");
        }
        catch (InvalidOperationException)
        {
            throw new InvalidMessageException("a lone surrogate");
        }
    }

    /// <summary>Whether the script waits for an answer.</summary>
    public static bool IsQuestion(JsonElement message) =>
        message.GetProperty("type").GetString() is ScriptMessage.Call or ScriptMessage.Input;

    private static bool HasFields(JsonElement message) =>
        Text(message, "type") switch
        {
            ScriptMessage.Console => Text(message, "stream") is "out" or "err" && Text(message, "text") is not null,
            ScriptMessage.Add => message.TryGetProperty("element", out var element)
                && element.ValueKind == JsonValueKind.Object
                && Text(element, "type") is { Length: > 0 and <= 20 }
                && IsId(element, "name")
                && IsId(element, "id"),
            ScriptMessage.Update => IsId(message, "id")
                && message.TryGetProperty("patch", out var patch)
                && patch.ValueKind == JsonValueKind.Object,
            ScriptMessage.Call => message.GetPropertyCount() == 3 && IsNumber(message) && Text(message, "function") is not null,
            ScriptMessage.Input => message.GetPropertyCount() == 4
                && IsNumber(message)
                && IsId(message, "id")
                && message.TryGetProperty("wait", out var wait)
                && wait.ValueKind is JsonValueKind.True or JsonValueKind.False,
            ScriptMessage.Progress => message.TryGetProperty("value", out var value)
                && value.ValueKind == JsonValueKind.Number
                && value.GetDouble() is >= 0 and <= 1
                && Text(message, "text") is not null,
            ScriptMessage.Error => message.TryGetProperty("line", out var line)
                && (line.ValueKind == JsonValueKind.Null || (line.ValueKind == JsonValueKind.Number && line.TryGetInt32(out _)))
                && Text(message, "message") is not null
                && Text(message, "exception") is not null
                && Text(message, "traceback") is not null,
            _ => false,
        };

    private static bool IsId(JsonElement parent, string name) => Text(parent, name) is { Length: > 0 and <= MaxIdLength };

    private static bool IsNumber(JsonElement message) =>
        message.TryGetProperty("n", out var number) && number.ValueKind == JsonValueKind.Number && number.TryGetInt64(out _);

    private static string? Text(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>PostgreSQL stores no NUL and no number without end; readers of JSON expect neither these nor lone surrogates.</summary>
    private static void CheckValues(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in value.EnumerateObject())
                {
                    CheckText(property.Name);
                    CheckValues(property.Value);
                }
                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                    CheckValues(item);
                break;
            case JsonValueKind.String:
                CheckText(value.GetString()!);
                break;
            case JsonValueKind.Number
                when JsonMarshal.GetRawUtf8Value(value).Length > MaxNumberLength || !double.IsFinite(value.GetDouble()):
                throw new InvalidMessageException("a number out of range");
        }
    }

    private static void CheckText(string text)
    {
        if (text.Contains('\0', StringComparison.Ordinal))
            throw new InvalidMessageException("a NUL character");
    }
}
