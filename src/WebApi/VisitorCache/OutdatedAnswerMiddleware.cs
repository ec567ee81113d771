namespace OpenEvent.WebApi.VisitorCache;

/// <summary>
/// Forgets an answer again if a change came while it was being stored. An answer that was stored before the change is forgotten by the
/// change itself.
/// </summary>
internal sealed class OutdatedAnswerMiddleware(RequestDelegate next, VisitorOutputCache cache)
{
    public async Task InvokeAsync(HttpContext http)
    {
        try
        {
            await next(http);
        }
        finally
        {
            if (http.Features.Get<VisitorAnswer>() is { IsKept: true } answer && answer.Changes != cache.Changes)
                await cache.ForgetAsync(answer);
        }
    }
}
