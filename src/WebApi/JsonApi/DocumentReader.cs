using System.Text.Json;
using OpenEvent.Domain.Common;

namespace OpenEvent.WebApi.JsonApi;

/// <summary>Reads a request body as JSON.</summary>
internal static class DocumentReader
{
    /// <summary>The maximum size of a JSON body in bytes.</summary>
    public const int MaxBytes = 1024 * 1024;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 64 };

    /// <exception cref="RejectedException">Malformed: the body is not JSON, not UTF-8, or nested deeper than 64 levels.</exception>
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
