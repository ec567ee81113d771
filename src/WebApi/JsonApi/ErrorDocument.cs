using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using OpenEvent.Domain.Common;

namespace OpenEvent.WebApi.JsonApi;

/// <summary>
/// Maps rejections to HTTP statuses and writes error documents (https://jsonapi.org/format/1.0/#errors,
/// docs/reference/json-api-dialect.md#errors).
/// </summary>
internal static class ErrorDocument
{
    /// <summary>Texts are readable: a browser does not take JSON for HTML, because all responses forbid sniffing.</summary>
    public static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    private static readonly JsonWriterOptions Options = new() { Encoder = Encoder };

    public static int StatusOf(RejectionKind kind) =>
        kind switch
        {
            RejectionKind.Malformed => StatusCodes.Status400BadRequest,
            RejectionKind.Unauthenticated => StatusCodes.Status401Unauthorized,
            RejectionKind.Forbidden => StatusCodes.Status403Forbidden,
            RejectionKind.NotFound => StatusCodes.Status404NotFound,
            RejectionKind.MethodNotAllowed => StatusCodes.Status405MethodNotAllowed,
            RejectionKind.Conflict => StatusCodes.Status409Conflict,
            RejectionKind.Gone => StatusCodes.Status410Gone,
            RejectionKind.PreconditionFailed => StatusCodes.Status412PreconditionFailed,
            RejectionKind.UnsupportedMediaType => StatusCodes.Status415UnsupportedMediaType,
            RejectionKind.Invalid => StatusCodes.Status422UnprocessableEntity,
            RejectionKind.TooManyRequests => StatusCodes.Status429TooManyRequests,
            RejectionKind.Unavailable => StatusCodes.Status503ServiceUnavailable,
            _ => StatusCodes.Status500InternalServerError,
        };

    public static Task WriteAsync(HttpContext http, RejectedException rejection)
    {
        RateLimitHeaders.Set(http, rejection);
        return WriteAsync(http, StatusOf(rejection.Kind), rejection.Problems);
    }

    public static async Task WriteAsync(HttpContext http, int status, IReadOnlyList<Problem> problems)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = MediaType.JsonApi;
        if (status == StatusCodes.Status401Unauthorized)
            http.Response.Headers.WWWAuthenticate = "JWT";
        using var buffer = new PooledBuffer(1024);
        Write(buffer, status, problems);
        http.Response.ContentLength = buffer.Length;
        await http.Response.Body.WriteAsync(buffer.Written, http.RequestAborted);
    }

    private static void Write(PooledBuffer into, int status, IReadOnlyList<Problem> problems)
    {
        using var json = new Utf8JsonWriter(into, Options);
        json.WriteStartObject();
        json.WriteStartArray("errors"u8);
        foreach (var problem in problems)
        {
            json.WriteStartObject();
            // As in the reference server, the status of a validation error is a string and other statuses are numbers.
            if (problem.Title is "Validation error" or "Incorrect type")
                json.WriteString("status"u8, status.ToString(CultureInfo.InvariantCulture));
            else
                json.WriteNumber("status"u8, status);
            json.WriteStartObject("source"u8);
            if (problem.Pointer is not null)
                json.WriteString("pointer"u8, problem.Pointer);
            if (problem.Parameter is not null)
                json.WriteString("parameter"u8, problem.Parameter);
            if (problem.Code is not null && ProblemCode.IsInSource(problem.Code))
                json.WriteString("code"u8, problem.Code);
            if (problem.Id is not null)
                json.WriteString("id"u8, problem.Id);
            if (problem.Column is { } column)
                json.WriteNumber("column"u8, column);
            json.WriteEndObject();
            json.WriteString("code"u8, problem.Code ?? ProblemCode.Of(status));
            json.WriteString("title"u8, problem.Title ?? TitleOf(status));
            json.WriteString("detail"u8, problem.Detail);
            if (problem.Policy is not null)
            {
                json.WriteStartObject("meta"u8);
                json.WriteString("policy"u8, problem.Policy);
                json.WriteString("rule"u8, problem.Rule);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("jsonapi"u8);
        json.WriteString("version"u8, "1.0"u8);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    public static string TitleOf(int status) =>
        status switch
        {
            400 => "Bad Request",
            401 => "Unauthorized",
            403 => "Access Forbidden",
            404 => "Not Found",
            405 => "Method Not Allowed",
            406 => "Not Acceptable",
            409 => "Conflict",
            412 => "Precondition Failed",
            413 => "Request Entity Too Large",
            415 => "Unsupported Media Type",
            422 => "Unprocessable Entity",
            429 => "Request Limit Exceeded",
            503 => "Service Unavailable",
            _ => "Unknown error",
        };
}
