using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace OpenEvent.WebApi.Tests.Contract;

/// <summary>
/// A request that an existing client sends, as <c>client-requests.json</c> describes it: captured from the web frontend and the Android
/// apps of Open Event, with placeholders such as <c>{event.id}</c>.
/// </summary>
internal sealed partial class ClientRequest(JsonObject description)
{
    private static readonly JsonArray NoKeys = [];

    /// <summary>Placeholders such as <c>{session.day+1}</c> keep their characters.</summary>
    private static readonly JsonSerializerOptions Unescaped = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static List<ClientRequest> ReadAll([System.Runtime.CompilerServices.CallerFilePath] string here = "") =>
        [
            .. JsonNode
                .Parse(File.ReadAllText(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(here)!, "client-requests.json")))!
                .AsArray()
                .Select(node => new ClientRequest(node!.AsObject())),
        ];

    public string Method => (string)description["method"]!;

    public string Path => (string)description["path"]!;

    /// <summary><c>collection</c>, <c>resource</c>, or null: the client does not read a document.</summary>
    public string? Answer => (string?)description["answer"];

    /// <summary>The members of the answer that the client reads, e.g. <c>data.attributes.status</c>.</summary>
    public IEnumerable<string> AnswerKeys => (description["answerKeys"] as JsonArray ?? NoKeys).Select(key => ((string)key!).Split(' ')[0]);

    /// <summary>The paths of <c>include</c> in the query.</summary>
    public IEnumerable<string> IncludedPaths =>
        ((string?)(description["query"] as JsonObject)?["include"] ?? "").Split(
            ',',
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
        );

    /// <summary>The client sends the request with a token.</summary>
    public bool NeedsAccount => (string?)description["auth"] != "none";

    public JsonObject? Body => description["body"] as JsonObject;

    /// <summary>The URL with its query, encoded.</summary>
    public string UrlFor(Func<string, string> valueOf)
    {
        var query = (description["query"] as JsonObject ?? []).Select(member =>
            $"{member.Key}={Uri.EscapeDataString(Fill(TextOf(member.Value), valueOf))}"
        );
        var path = Fill(Path, valueOf);
        return query.Any() ? $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{string.Join('&', query)}" : path;
    }

    /// <summary>The body of a request that is not JSON:API, with values for the placeholders.</summary>
    public JsonNode? BodyFor(Func<string, string> valueOf) => Body is null ? null : JsonNode.Parse(Fill(Body.ToJsonString(), valueOf));

    /// <summary>The name of the first placeholder of a path, or null.</summary>
    public static string? FirstPlaceholder(string path) =>
        Placeholder().Match(path) is { Success: true } found ? found.Groups[1].Value : null;

    public override string ToString() => $"{Method} {Path} {description["query"]?.ToJsonString()}".TrimEnd();

    private static string TextOf(JsonNode? value) =>
        value switch
        {
            JsonValue text when text.TryGetValue(out string? s) => s,
            JsonValue flag when flag.TryGetValue(out bool b) => b ? "true" : "false",
            null => "null",
            _ => value.ToJsonString(Unescaped),
        };

    private static string Fill(string text, Func<string, string> valueOf) =>
        Placeholder()
            .Replace(text, m => m.Groups[1].Value switch
                {
                    "now" => Now("yyyy-MM-ddTHH:mm:ss.fffZ"),
                    "now-min" => Now("yyyy-MM-ddTHH:mm"),
                    "now-1y" => DateTimeOffset.UtcNow.AddYears(-1).ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
                    "session.day" or "session.day+1" => Now("yyyy-MM-dd"),
                    var name => valueOf(name),
                });

    private static string Now(string format) => DateTimeOffset.UtcNow.ToString(format, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\{([a-z0-9_]+[^{}"":,]*)\}")]
    private static partial Regex Placeholder();
}
