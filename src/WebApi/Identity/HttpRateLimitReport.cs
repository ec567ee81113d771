using OpenEvent.Application.Identity;
using OpenEvent.Domain.Common;
using OpenEvent.WebApi.JsonApi;

namespace OpenEvent.WebApi.Identity;

/// <summary>Writes the headers of rate limits when the response starts. A rejection has set its own before.</summary>
internal sealed class HttpRateLimitReport(IHttpContextAccessor httpContextAccessor) : IRateLimitReport
{
    private readonly Dictionary<string, RateLimitState> _limits = [];

    public void Add(IEnumerable<RateLimitState> limits)
    {
        var isFirst = _limits.Count == 0;
        foreach (var limit in limits)
            _limits[limit.Name] = limit;
        if (isFirst && _limits.Count > 0 && httpContextAccessor.HttpContext is { Response.HasStarted: false } http)
            http.Response.OnStarting(() =>
            {
                if (!http.Response.Headers.ContainsKey("RateLimit") && _limits.Count > 0)
                    RateLimitHeaders.Set(http, _limits.Values);
                return Task.CompletedTask;
            });
    }

    public void Uncount(IEnumerable<string> names)
    {
        foreach (var name in names)
            if (_limits.TryGetValue(name, out var limit))
                _limits[name] = limit with { Remaining = Math.Min(limit.Limit, limit.Remaining + 1) };
    }
}
