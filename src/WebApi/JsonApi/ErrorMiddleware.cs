using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;

namespace OpenEvent.WebApi.JsonApi;

/// <summary>
/// Converts exceptions to error documents. An unexpected exception is logged with an id, and the response contains only that id.
/// </summary>
internal sealed class ErrorMiddleware(RequestDelegate next, IDatabaseState database, ILogger<ErrorMiddleware> log)
{
    private static readonly RejectedException FileStoreUnavailable = RejectedException.Unavailable(
        "The file store is not available. Send the request again later.",
        TimeSpan.FromSeconds(10)
    );

    public async Task InvokeAsync(HttpContext http)
    {
        try
        {
            await next(http);
            if (http.Response is { HasStarted: false, StatusCode: >= 400, ContentLength: null, ContentType: null })
                await WriteBodyAsync(http);
        }
        catch (RejectedException rejection) when (!http.Response.HasStarted)
        {
            ClearExceptCors(http);
            await ErrorDocument.WriteAsync(http, rejection);
        }
        catch (BadHttpRequestException bad) when (!http.Response.HasStarted)
        {
            ClearExceptCors(http);
            var detail =
                bad.StatusCode == StatusCodes.Status413PayloadTooLarge ? "The body is too large." : "The HTTP request is malformed.";
            await ErrorDocument.WriteAsync(http, bad.StatusCode, [new Problem(detail)]);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            if (!http.Response.HasStarted)
                http.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
        }
        catch (Exception failure) when (!http.Response.HasStarted && DatabaseOutage.IsCauseOf(failure))
        {
            database.Report(failure);
            log.LogWarning(
                "{Method} {Route} failed because the database is not available: {Reason}",
                http.Request.Method,
                http.GetEndpoint()?.DisplayName,
                failure.GetBaseException().GetType().Name
            );
            ClearExceptCors(http);
            await ErrorDocument.WriteAsync(http, DatabaseOutage.ToRejection());
        }
        catch (FileStoreUnavailableException failure) when (!http.Response.HasStarted)
        {
            log.LogWarning(
                "{Method} {Route} failed because the file store is not available: {Reason}",
                http.Request.Method,
                http.GetEndpoint()?.DisplayName,
                failure.Message
            );
            ClearExceptCors(http);
            await ErrorDocument.WriteAsync(http, FileStoreUnavailable);
        }
        catch (Exception failure) when (!http.Response.HasStarted)
        {
            var id = Guid.NewGuid().ToString("N")[..12];
            log.LogError(
                failure,
                "Unexpected error {FailureId} in {Method} {Route}",
                id,
                http.Request.Method,
                http.GetEndpoint()?.DisplayName
            );
            ClearExceptCors(http);
            await ErrorDocument.WriteAsync(
                http,
                StatusCodes.Status500InternalServerError,
                [new Problem($"An internal error occurred. The error id is {id}.", Id: id)]
            );
        }
    }

    private static Task WriteBodyAsync(HttpContext http) =>
        ErrorDocument.WriteAsync(
            http,
            http.Response.StatusCode,
            [
                new Problem(
                    http.Response.StatusCode switch
                    {
                        404 => "The requested resource does not exist.",
                        405 => $"The method {http.Request.Method} is not allowed for this URL.",
                        var other => ErrorDocument.TitleOf(other),
                    }
                ),
            ]
        );

    /// <summary>Removes what the failed request has set, but not what lets a browser read the answer.</summary>
    public static void ClearExceptCors(HttpContext http)
    {
        var kept = http
            .Response.Headers.Where(h => h.Key.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase) || h.Key == "Vary")
            .ToList();
        http.Response.Clear();
        foreach (var (name, value) in kept)
            http.Response.Headers[name] = value;
    }
}
