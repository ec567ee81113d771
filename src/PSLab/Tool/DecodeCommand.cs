using System.Text.Json;

namespace OpenEvent.PSLab.Tool;

/// <summary><c>pslab decode</c>: explains recorded traffic, one line for each command.</summary>
internal static class DecodeCommand
{
    public static async Task RunAsync(CommandLineOptions options, TextWriter output, CancellationToken ct)
    {
        var file = options.TakeArgument("FILE");
        options.RequireNoneLeft();
        var bytes = file == "-" ? await ReadAsync(Console.OpenStandardInput(), ct) : await File.ReadAllBytesAsync(file, ct);
        var decoder = new TrafficDecoder();
        var isJson = bytes.AsSpan().TrimStart(" \t\r\n\uFEFF"u8) is [(byte)'[', ..];
        foreach (var line in isJson ? ParsePairs(bytes).SelectMany(p => decoder.Decode(p.Sent, p.Received)) : decoder.Decode(bytes, null))
            await output.WriteLineAsync(line);
        await output.WriteLineAsync(decoder.Summary);
    }

    private static async Task<byte[]> ReadAsync(Stream input, CancellationToken ct)
    {
        using var all = new MemoryStream();
        await input.CopyToAsync(all, ct);
        return all.ToArray();
    }

    private static List<(byte[] Sent, byte[] Received)> ParsePairs(byte[] json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return
            [
                .. document
                    .RootElement.EnumerateArray()
                    .Select(pair =>
                        pair.GetArrayLength() == 2
                            ? (ParseHex(pair[0]), ParseHex(pair[1]))
                            : throw new FormatException("A pair must have two elements.")
                    ),
            ];
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException)
        {
            throw new BoardException(
                BoardErrorKind.InvalidResponse,
                $"The file looks like JSON but is not an array of [tx, rx] pairs in hexadecimal: {e.Message}",
                e
            );
        }
    }

    /// <summary>Parses hexadecimal with or without spaces, colons, commas or 0x. Null and "" are no bytes.</summary>
    private static byte[] ParseHex(JsonElement value) =>
        value.ValueKind == JsonValueKind.Null
            ? []
            : Convert.FromHexString(
                (value.GetString() ?? "")
                    .Replace("0x", "", StringComparison.OrdinalIgnoreCase)
                    .Replace(" ", "", StringComparison.Ordinal)
                    .Replace(":", "", StringComparison.Ordinal)
                    .Replace(",", "", StringComparison.Ordinal)
            );
}
