using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;

namespace OpenEvent.WebApi.JsonApi;

/// <summary>Reads a request body as JSON.</summary>
internal static class DocumentReader
{
    /// <summary>The maximum size of a JSON body in bytes.</summary>
    public const int MaxBytes = 1024 * 1024;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 64 };

    /// <exception cref="RejectedException">
    /// Malformed: the body is not JSON, not UTF-8, nested deeper than 64 levels, or the name of a member contains an unpaired surrogate.
    /// UnsupportedMediaType: it is not declared as JSON.
    /// </exception>
    public static async Task<JsonElement> ReadAsync(HttpContext http)
    {
        RequireJson(http);
        try
        {
            var document = await JsonDocument.ParseAsync(http.Request.Body, Options, http.RequestAborted);
            http.Response.RegisterForDispose(document);
            return JsonText.HasReadableNames(document.RootElement)
                ? document.RootElement
                : throw RejectedException.Malformed("The name of a member contains an unpaired surrogate.", pointer: "");
        }
        catch (JsonException)
        {
            throw RejectedException.Malformed("The body is not valid JSON.", pointer: "");
        }
    }

    /// <summary>
    /// A page of another site can send <c>text/plain</c>, a form, or a body without a type without asking the server first (a CORS simple
    /// request), e.g. to sign a visitor in to the attacker's account. For JSON the browser asks.
    /// </summary>
    private static void RequireJson(HttpContext http)
    {
        if (http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody != true)
            return;
        if (
            MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type)
            && (type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase) || type.Suffix == "json")
        )
            return;
        throw RejectedException.UnsupportedMediaType($"Content-Type header must be application/json or {MediaType.JsonApi}.");
    }
}
