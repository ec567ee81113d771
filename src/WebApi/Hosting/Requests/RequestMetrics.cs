using System.Diagnostics.Metrics;
using OpenEvent.Application.Common;

namespace OpenEvent.WebApi.Hosting;

/// <summary>
/// The metrics of requests beside those of ASP.NET Core. Their labels are names that the code declares, never a caller, an address or a
/// token.
/// </summary>
internal sealed class RequestMetrics
{
    private readonly Counter<long> _refusals;
    private readonly Counter<long> _evictions;

    public RequestMetrics(IMeterFactory factory)
    {
        var meter = factory.Create(Telemetry.Name);
        _refusals = meter.CreateCounter<long>("openevent.limit.refusals", "{request}", "Requests that a limit refused, by limit");
        _evictions = meter.CreateCounter<long>("openevent.visitor_cache.evictions", "{eviction}", "Commits that dropped kept answers");
        AccessTokens = new(meter, "openevent.access_token.requests", "{request}", "Requests with an access token");
        Visitors = new(meter, "openevent.visitor_cache.requests", "{request}", "Requests that the visitor cache may answer");
    }

    public OutcomeCounter<AccessTokenOutcome> AccessTokens { get; }

    public OutcomeCounter<VisitorCacheOutcome> Visitors { get; }

    /// <param name="limit">The name of the limit, as in the header <c>RateLimit</c>.</param>
    public void RecordRefusal(string limit) => _refusals.Add(1, new KeyValuePair<string, object?>("limit", limit));

    /// <param name="isAll">Whether all answers were dropped, or those of some events.</param>
    public void RecordEviction(bool isAll) => _evictions.Add(1, new KeyValuePair<string, object?>("scope", isAll ? "all" : "events"));
}
