using System.Globalization;
using System.Text;
using OpenEvent.Domain.Common;
using OpenEvent.WebApi.Hosting;

namespace OpenEvent.WebApi.JsonApi;

/// <summary>
/// Tells a client when to send a rejected request again, and what the limits are: <c>Retry-After</c>, and the fields
/// <c>RateLimit-Policy</c> and <c>RateLimit</c> of https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/12/. Most
/// clients read those of its earlier versions, <c>RateLimit-Limit</c>, <c>-Remaining</c> and <c>-Reset</c>, which describe one limit: the
/// closest.
/// </summary>
internal static class RateLimitHeaders
{
    /// <summary>The name of what is in use at this moment, e.g. a device. It has no number that a client could keep to.</summary>
    private const string Busy = "busy";

    /// <summary>Sets the headers of a rejection. Times are in seconds, at least 1.</summary>
    public static void Set(HttpContext http, RejectedException rejection)
    {
        Count(http, rejection);
        if (rejection.RetryAfter is not { } pause)
            return;
        http.Response.Headers.RetryAfter = SecondsOf(pause);
        if (rejection.Kind != RejectionKind.TooManyRequests)
            return;
        if (rejection.Limits.Count > 0)
            Set(http, rejection.Limits);
        else
        {
            http.Response.Headers["RateLimit"] = $"\"{Busy}\";r=0;t={SecondsOf(pause)}";
            http.Response.Headers["RateLimit-Remaining"] = "0";
            http.Response.Headers["RateLimit-Reset"] = SecondsOf(pause);
        }
    }

    private static void Count(HttpContext http, RejectedException rejection)
    {
        if (rejection.Kind != RejectionKind.TooManyRequests)
            return;
        var metrics = http.RequestServices.GetRequiredService<RequestMetrics>();
        foreach (var limit in rejection.Limits)
            metrics.RecordRefusal(NameOf(limit));
        if (rejection.Limits.Count == 0)
            metrics.RecordRefusal(Busy);
    }

    /// <summary>Sets the headers of limits that a request was counted against.</summary>
    public static void Set(HttpContext http, IReadOnlyCollection<RateLimitState> limits)
    {
        var closest = limits.OrderBy(l => l.Remaining).ThenByDescending(l => l.Reset).First();
        var headers = http.Response.Headers;
        headers["RateLimit-Policy"] = string.Join(", ", limits.Select(FormatPolicy));
        headers["RateLimit"] = string.Join(", ", limits.Select(l => $"\"{NameOf(l)}\";r={l.Remaining};t={SecondsOf(l.Reset)}"));
        headers["RateLimit-Limit"] = closest.Limit.ToString(CultureInfo.InvariantCulture);
        headers["RateLimit-Remaining"] = closest.Remaining.ToString(CultureInfo.InvariantCulture);
        headers["RateLimit-Reset"] = SecondsOf(closest.Reset);
    }

    private static string FormatPolicy(RateLimitState limit) =>
        limit.Window is { } window ? $"\"{NameOf(limit)}\";q={limit.Limit};w={SecondsOf(window)}" : $"\"{NameOf(limit)}\";q={limit.Limit}";

    /// <summary>The content of a string of structured fields (RFC 9651 §3.3.3): ASCII letters, digits, hyphens.</summary>
    private static string NameOf(RateLimitState limit)
    {
        var name = new StringBuilder();
        foreach (var c in limit.Name)
            name.Append(char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : '-');
        return name.ToString();
    }

    private static string SecondsOf(TimeSpan time) =>
        Math.Max(1, (int)Math.Ceiling(time.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
}
