using System.Text.Json;

namespace OpenEvent.PSLab.Tool;

/// <summary><c>pslab decode</c>: recorded traffic in words, one line for each command.</summary>
internal static class DecodeCommand
{
    public static async Task RunAsync(Options options, TextWriter output, CancellationToken ct)
    {
        var file = options.Word("FILE");
        options.End();
        var bytes = file == "-" ? await ReadAsync(Console.OpenStandardInput(), ct) : await File.ReadAllBytesAsync(file, ct);
        var decoder = new TrafficDecoder();
        var isJson = bytes.AsSpan().TrimStart(" \t\r\n\uFEFF"u8) is [(byte)'[', ..];
        foreach (var line in isJson ? Pairs(bytes).SelectMany(p => decoder.Decode(p.Sent, p.Received)) : decoder.Decode(bytes, null))
            await output.WriteLineAsync(line);
        await output.WriteLineAsync(decoder.Total);
    }

    private static async Task<byte[]> ReadAsync(Stream input, CancellationToken ct)
    {
        using var all = new MemoryStream();
        await input.CopyToAsync(all, ct);
        return all.ToArray();
    }

    private static List<(byte[] Sent, byte[] Received)> Pairs(byte[] json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return
            [
                .. document
                    .RootElement.EnumerateArray()
                    .Select(pair =>
                        pair.GetArrayLength() == 2 ? (Bytes(pair[0]), Bytes(pair[1])) : throw new FormatException("A pair has two parts.")
                    ),
            ];
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException)
        {
            throw new BoardFault(
                FaultKind.Garbled,
                $"The file begins as JSON but is no array of [tx, rx] pairs of hexadecimal text: {e.Message}",
                e
            );
        }
    }

    /// <summary>Hexadecimal with or without spaces, colons or 0x; null and "" are no bytes.</summary>
    private static byte[] Bytes(JsonElement value) =>
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
