using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
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
    /// <summary>Of the URL and the other text that the answer depends on. The longest of usual requests have about a thousand.</summary>
    private const int MaxTextLength = 2048;

    /// <summary>
    /// Of the path, which is a part of the key. Keys are not counted in the memory of the cache, so they are short: all other text is in
    /// them as a hash.
    /// </summary>
    private const int MaxPathLength = 256;

    public async ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var http = context.HttpContext;
        var text = VisitorRequest.IsOne(http) && http.Request.Path.Value is { Length: <= MaxPathLength } ? TextOf(http.Request) : null;
        var isCached = text is { Length: <= MaxTextLength };
        context.EnableOutputCaching = isCached;
        context.AllowCacheLookup = isCached;
        // A client that reads slowly or goes away would hold up, or fail, all others that wait for the same answer.
        context.AllowLocking = false;
        context.AllowCacheStorage = isCached; // Without it, the middleware does not look at the answer.
        if (isCached)
        {
            // The middleware's own key ignores the case of names, and the server does not.
            context.CacheVaryByRules.CacheKeyPrefix = Convert.ToBase64String(SHA256.HashData(MemoryMarshal.AsBytes(text.AsSpan())));
            context.CacheVaryByRules.VaryByHost = false;
            await CacheOf(http).ForgetAfterClockStepAsync();
            var maxAge = TimeSpan.FromMilliseconds(settings.Milliseconds);
            http.Features.Set(new VisitorAnswer(Stopwatch.GetTimestamp(), maxAge, CacheOf(http).Changes));
        }
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

    /// <summary>All text that the answer depends on. Lines of HTTP contain no line break.</summary>
    private static string TextOf(HttpRequest request) =>
        string.Join('\n', request.Path.Value + request.QueryString.Value, request.Host.Value, request.Headers.Accept.ToString());
}
