using OpenEvent.Application.Common;
using OpenEvent.WebApi.JsonApi;

namespace OpenEvent.WebApi.Hosting;

/// <summary>
/// While the database does not answer, requests get 503 within seconds instead of waiting for it: new ones at once, running ones when the
/// silence is noticed. The work of a running request goes on when the database answers again, so its effect is unknown to the client, which
/// repeats it with the same <c>Idempotency-Key</c> (docs/decisions/028).
/// </summary>
internal sealed class UnresponsiveDatabase(RequestDelegate next, IDatabaseState database, ILogger<UnresponsiveDatabase> log)
{
    public async Task InvokeAsync(HttpContext http)
    {
        var silence = database.Unresponsive;
        if (silence.IsCancellationRequested)
        {
            await ErrorDocument.WriteAsync(http, DatabaseOutage.ToRejection());
            return;
        }

        using var aborted = new CancellationTokenSource();
        await using var registration = http.RequestAborted.UnsafeRegister(
            static state =>
            {
                var (source, database) = ((CancellationTokenSource, IDatabaseState))state!;
                // The driver's cancellation of a statement blocks a thread until the database answers.
                if (!database.Unresponsive.IsCancellationRequested)
                    source.Cancel();
            },
            (aborted, database)
        );
        http.RequestAborted = aborted.Token;
        var response = DetachableResponse.Install(http);
        var work = next(http);
        await work.WaitAsync(silence).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!work.IsCompleted && response.TryDetach())
            await AnswerWithoutWaitingAsync(http, response, work);
        else
            await work;
    }

    /// <summary>
    /// Sends the answer and then waits for the work, which still uses the request. The client needs a new connection for its next request.
    /// </summary>
    private async Task AnswerWithoutWaitingAsync(HttpContext http, DetachableResponse response, Task work)
    {
        try
        {
            await response.AnswerAsync(answer =>
            {
                ErrorMiddleware.ClearExceptCors(answer);
                answer.Response.Headers.Connection = "close";
                return ErrorDocument.WriteAsync(answer, DatabaseOutage.ToRejection());
            });
        }
        finally
        {
            await EndAsync(work);
            response.Uninstall(http);
        }
    }

    private async Task EndAsync(Task work)
    {
        try
        {
            await work;
        }
        catch (Exception e)
        {
            log.LogDebug("A request ended after its answer: {Reason}", e.GetType().Name);
        }
    }
}

internal static class UnresponsiveDatabaseExtensions
{
    /// <summary>Requests about the server itself need no database.</summary>
    public static void UseUnresponsiveDatabase(this WebApplication app) =>
        app.UseWhen(
            http =>
                !http.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal)
                && !http.Request.Path.StartsWithSegments("/metrics", StringComparison.Ordinal),
            branch => branch.UseMiddleware<UnresponsiveDatabase>()
        );
}
