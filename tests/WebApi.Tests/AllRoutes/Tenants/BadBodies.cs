using System.Text;
using System.Text.Json.Nodes;

namespace OpenEvent.WebApi.Tests.AllRoutes;

/// <summary>Creates invalid bodies from a valid one: each member is removed or gets an invalid value.</summary>
internal static class BadBodies
{
    private static readonly string[] Values =
    [
        "null",
        "true",
        "0",
        "-1",
        "1e308",
        "123456789012345678901234567890",
        "\"\"",
        "\"x\"",
        "\"\\ud800\"",
        "\"\\u0000\"",
        "[]",
        "{}",
        "[[[]]]",
        "\"2020-13-45T99:99:99Z\"",
        "\"" + new string('x', 20_000) + "\"",
    ];

    public static IEnumerable<object> From(JsonObject? valid)
    {
        yield return Array.Empty<byte>();
        yield return "{";
        yield return "null";
        yield return "[]";
        yield return "\"text\"";
        yield return "{\"data\":null}";
        yield return "{\"data\":[]}";
        yield return "{\"data\":{}}";
        yield return "{\"data\":{\"type\":1}}";
        yield return "{\"\\ud800aaaaaaaaaaaaaaaaaaaa\":1}";
        yield return "{\"data\":{\"\\ud800aaaaaaaaaaaaaaaaaaaa\":1}}";
        yield return new string('[', 5000);
        yield return string.Concat(Enumerable.Repeat("{\"data\":", 60)) + "1" + new string('}', 60);
        yield return Encoding
            .UTF8.GetBytes("{\"data\":{\"type\":\"")
            .Concat(new byte[] { 0xC3, 0x28, 0xFF })
            .Concat(Encoding.UTF8.GetBytes("\"}}"))
            .ToArray();
        if (valid is null)
            yield break;
        foreach (var path in Leaves(valid, []))
        {
            yield return With(valid, path, null);
            foreach (var value in Values)
                yield return With(valid, path, value);
        }
    }

    private static IEnumerable<string[]> Leaves(JsonNode node, string[] path)
    {
        if (node is not JsonObject o)
            yield break;
        foreach (var (name, child) in o)
        {
            yield return [.. path, name];
            if (child is not null)
                foreach (var leaf in Leaves(child, [.. path, name]))
                    yield return leaf;
        }
    }

    private static string With(JsonObject valid, string[] path, string? json)
    {
        var copy = (JsonObject)valid.DeepClone();
        JsonObject parent = copy;
        foreach (var step in path[..^1])
            parent = (JsonObject)parent[step]!;
        const string Placeholder = "@@placeholder@@";
        if (json is null)
            parent.Remove(path[^1]);
        else
            parent[path[^1]] = Placeholder;
        return copy.ToJsonString().Replace($"\"{Placeholder}\"", json ?? "null", StringComparison.Ordinal);
    }
}
