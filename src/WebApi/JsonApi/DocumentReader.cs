using System.Text.Json;
using OpenEvent.Domain.Common;

namespace OpenEvent.WebApi.JsonApi;

/// <summary>Reads a body as JSON, within limits.</summary>
internal static class DocumentReader
{
    /// <summary>Bytes of a JSON body.</summary>
    public const int MaxBytes = 1024 * 1024;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 64 };

    /// <exception cref="RejectedException">Malformed: not JSON, too deep, or not UTF-8.</exception>
    public static async Task<JsonElement> ReadAsync(HttpContext http)
    {
        try
        {
            var document = await JsonDocument.ParseAsync(http.Request.Body, Options, http.RequestAborted);
            http.Response.RegisterForDispose(document);
            return document.RootElement;
        }
        catch (JsonException)
        {
            throw RejectedException.Malformed("The body is not valid JSON.", pointer: "");
        }
    }
}
