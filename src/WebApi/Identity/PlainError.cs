using System.Text.Json;
using OpenEvent.Domain.Common;
using OpenEvent.WebApi.JsonApi;

namespace OpenEvent.WebApi.Identity;

/// <summary>Writes errors of the routes outside JSON:API in the form that clients expect: <c>{"error": "…"}</c>.</summary>
internal static class PlainError
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = ErrorDocument.Encoder };

    public static Task WriteAsync(HttpContext http, RejectedException rejection)
    {
        RateLimitHeaders.Set(http, rejection);
        return WriteAsync(http, ErrorDocument.StatusOf(rejection.Kind), rejection.Message, rejection.Problems[0].Code);
    }

    /// <param name="code">Null: the code of the status.</param>
    public static Task WriteAsync(HttpContext http, int status, string detail, string? code = null)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        if (status == StatusCodes.Status401Unauthorized)
            http.Response.Headers.WWWAuthenticate = "JWT";
        var body = new Dictionary<string, object> { ["error"] = detail, ["code"] = code ?? ProblemCode.Of(status) };
        if (status == StatusCodes.Status429TooManyRequests)
        {
            body["status"] = status;
            body["title"] = ErrorDocument.TitleOf(status);
        }

        var bytes = JsonSerializer.SerializeToUtf8Bytes(body, Options);
        http.Response.ContentLength = bytes.Length;
        return http.Response.Body.WriteAsync(bytes).AsTask();
    }
}
