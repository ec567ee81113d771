using System.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Extensions.Primitives;
using OpenEvent.WebApi.Hosting;

namespace OpenEvent.WebApi.VisitorCache;

/// <summary>
/// Answers visitors from memory, and only on routes of resources that are declared for it. An answer is stored if
/// <see cref="VisitorAnswers"/> has found that it shows public rows only.
/// </summary>
internal sealed class VisitorCachePolicy(VisitorCacheSettings settings) : IOutputCachePolicy
{
    /// <summary>Keys are not counted in the memory of the cache. The longest of usual requests have a few hundred characters.</summary>
    private const int MaxKeyLength = 2048;

    public ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var http = context.HttpContext;
        var isCached = VisitorRequest.IsOne(http) && KeyLengthOf(http.Request) <= MaxKeyLength;
        context.EnableOutputCaching = isCached;
        context.AllowCacheLookup = isCached;
        // A client that reads slowly or goes away would hold up, or fail, all others that wait for the same answer.
        context.AllowLocking = false;
        context.AllowCacheStorage = isCached; // Without it, the middleware does not look at the answer.
        if (isCached)
        {
            // The middleware's own key ignores the case of names, and the server does not.
            context.CacheVaryByRules.CacheKeyPrefix = UrlOf(http.Request);
            context.CacheVaryByRules.HeaderNames = "Accept";
            var maxAge = TimeSpan.FromMilliseconds(settings.Milliseconds);
            http.Features.Set(new VisitorAnswer(Stopwatch.GetTimestamp(), maxAge, CacheOf(http).Changes));
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        Record(context, VisitorCacheOutcome.Hit);
        return ValueTask.CompletedTask;
    }

    public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var response = context.HttpContext.Response;
        var answer = context.HttpContext.Features.GetRequiredFeature<VisitorAnswer>();
        context.AllowCacheStorage = answer.IsKept =
            answer.IsPublic
            && CacheOf(context.HttpContext).Changes == answer.Changes
            && response.StatusCode == StatusCodes.Status200OK
            && StringValues.IsNullOrEmpty(response.Headers.SetCookie)
            // Else it was sent slowly, and would be kept for too long.
            && answer.Rest >= context.ResponseExpirationTimeSpan;
        Record(context, context.AllowCacheStorage ? VisitorCacheOutcome.Stored : VisitorCacheOutcome.Skipped);
        return ValueTask.CompletedTask;
    }

    private static void Record(OutputCacheContext context, VisitorCacheOutcome outcome) =>
        context.HttpContext.RequestServices.GetRequiredService<RequestMetrics>().Visitors.Add(outcome);

    private static VisitorOutputCache CacheOf(HttpContext http) => http.RequestServices.GetRequiredService<VisitorOutputCache>();

    private static string UrlOf(HttpRequest request) => request.Path.Value + request.QueryString.Value;

    private static int KeyLengthOf(HttpRequest request) =>
        UrlOf(request).Length + request.Headers.Accept.ToString().Length + (request.Host.Value?.Length ?? 0);
}
