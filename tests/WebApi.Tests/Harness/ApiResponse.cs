using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace OpenEvent.WebApi.Tests.Harness;

/// <summary>A response whose body is completely read.</summary>
public sealed record ApiResponse(HttpStatusCode Status, HttpResponseHeaders Headers, HttpContentHeaders ContentHeaders, byte[] Bytes)
{
    public string Text => Encoding.UTF8.GetString(Bytes);

    public JsonElement Json => JsonDocument.Parse(Bytes).RootElement;

    public JsonElement Data => Json.GetProperty("data");

    public string? ETag => Headers.ETag?.ToString();

    public IEnumerable<string> Ids => Data.EnumerateArray().Select(d => d.GetProperty("id").ToString());

    public JsonElement Error => Json.GetProperty("errors")[0];

    public string Detail => Error.GetProperty("detail").GetString()!;

    public string? Pointer => Error.GetProperty("source").TryGetProperty("pointer", out var p) ? p.GetString() : null;

    public string? Parameter => Error.GetProperty("source").TryGetProperty("parameter", out var p) ? p.GetString() : null;

    /// <summary>For messages. The generated one reads all members, and not every body has them.</summary>
    public override string ToString() => $"{(int)Status} {Text}";

    public string Id() => Data.GetProperty("id").ToString();

    public JsonElement Attribute(string name) => Data.GetProperty("attributes").GetProperty(name);

    /// <exception cref="InvalidOperationException">The response has another status.</exception>
    public ApiResponse EnsureStatus(HttpStatusCode status) =>
        Status == status ? this : throw new InvalidOperationException($"The status is {(int)Status}, expected {(int)status}: {Text}");
}
