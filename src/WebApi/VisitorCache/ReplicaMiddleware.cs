using OpenEvent.Application.Common;
using OpenEvent.WebApi.Identity;

namespace OpenEvent.WebApi.VisitorCache;

/// <summary>
/// Lets visitors read from the replica, if that may be used now. Its failure is not the visitor's: the primary answers then.
/// </summary>
internal sealed class ReplicaMiddleware(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext http)
    {
        if (!VisitorRequest.IsOne(http) || RequestToken.Read(http.Request, RequestToken.RefreshCookie) is not null)
        {
            await next(http);
            return;
        }

        var replica = http.RequestServices.GetRequiredService<IReplicaReads>();
        SetAge(http, replica.TryUse());
        try
        {
            await next(http);
        }
        catch (Exception failure)
            when (replica.IsCauseOf(failure) && !http.Response.HasStarted && !http.RequestAborted.IsCancellationRequested)
        {
            replica.Report(failure);
            await ReadFromPrimaryAsync(http);
        }
    }

    /// <summary>Runs the endpoint in a scope of its own, because the context of the first one is connected with the replica.</summary>
    private async Task ReadFromPrimaryAsync(HttpContext http)
    {
        var services = http.RequestServices;
        await using var scope = services.CreateAsyncScope();
        http.RequestServices = scope.ServiceProvider;
        SetAge(http, null);
        try
        {
            await next(http);
        }
        finally
        {
            http.RequestServices = services;
        }
    }

    private static void SetAge(HttpContext http, TimeSpan? age)
    {
        if (http.Features.Get<VisitorAnswer>() is { } answer)
            answer.AgeAtStart = age ?? TimeSpan.Zero;
    }
}
