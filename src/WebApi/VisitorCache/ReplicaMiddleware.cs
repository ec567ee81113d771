using System.Runtime.ExceptionServices;
using OpenEvent.Application.Common;
using OpenEvent.WebApi.Identity;

namespace OpenEvent.WebApi.VisitorCache;

/// <summary>
/// Lets visitors read from the replica, if that may be used now. Its failure is not the visitor's: the primary answers then, and also if
/// the replica takes too long, or a change is heard of while it is read.
/// </summary>
internal sealed class ReplicaMiddleware(RequestDelegate next, IReplicaReads replica, SharedRead shared)
{
    public async Task InvokeAsync(HttpContext http)
    {
        // People with a session expect to see at once what they have written. VisitorRequest excludes the access token. The cookie of the
        // refresh token is sent to its own URL only, so its CSRF cookie shows that there is a session.
        var isForReplica =
            VisitorRequest.IsOne(http) && !http.Request.Cookies.ContainsKey(SessionCookies.CsrfOfRefreshToken) && shared.IsOne(http);
        if (!isForReplica || replica.TryBegin() is not { } read || !await TryAnswerAsync(http, read))
            await next(http);
    }

    /// <returns>False: nothing was sent, and the primary has to answer.</returns>
    private async Task<bool> TryAnswerAsync(HttpContext http, IReplicaRead read)
    {
        var attempt = new DetachedRequest(http, read.Age);
        var work = RunAsync(attempt.Http, http.RequestServices.GetRequiredService<IServiceScopeFactory>(), read);
        Exception? failure;
        try
        {
            failure = await work.WaitAsync(read.TimeLimit, http.RequestAborted);
        }
        catch (TimeoutException e)
        {
            failure = e;
        }
        finally
        {
            if (!work.IsCompleted)
                read.Abandon();
        }

        if (read.IsCurrent && (failure is null || !read.IsCauseOf(failure)))
        {
            if (failure is not null)
                ExceptionDispatchInfo.Throw(failure);
            await attempt.SendAsync(http);
            return true;
        }

        read.Report(failure is not null && read.IsCauseOf(failure) ? failure : null);
        return false;
    }

    /// <summary>Runs the endpoint in a scope of its own. It ends when its statements have ended, also if nothing waits for them.</summary>
    /// <returns>Its failure.</returns>
    private async Task<Exception?> RunAsync(HttpContext http, IServiceScopeFactory scopes, IReplicaRead read)
    {
        try
        {
            using (read)
            await using (var scope = scopes.CreateAsyncScope())
            {
                read.Connect(scope.ServiceProvider);
                http.RequestServices = scope.ServiceProvider;
                try
                {
                    await next(http);
                }
                finally
                {
                    read.Disconnect();
                }

                return null;
            }
        }
        catch (Exception e)
        {
            return e;
        }
    }
}
