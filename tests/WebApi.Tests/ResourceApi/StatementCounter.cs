using System.Collections.Concurrent;
using System.Diagnostics;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.ResourceApi;

/// <summary>
/// Counts the SQL statements of one request, sign-in included: the driver opens an activity for each, and the request brings a trace id by which
/// its own are told from the work of the background.
/// </summary>
public sealed class StatementCounter : IDisposable
{
    private readonly ConcurrentDictionary<ActivityTraceId, ConcurrentQueue<string>> _statements = new();
    private readonly ActivityListener _listener;

    public StatementCounter()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "Npgsql" or "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (
                    activity.Source.Name == "Npgsql"
                    && TextOf(activity) is { } text
                    && _statements.TryGetValue(activity.TraceId, out var statements)
                )
                    statements.Enqueue(text);
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>The answer to a GET, and the statements that it took.</summary>
    public async Task<(ApiResponse Answer, IReadOnlyList<string> Statements)> GetAsync(ApiClient who, string url)
    {
        var trace = ActivityTraceId.CreateRandom();
        var statements = _statements[trace] = new ConcurrentQueue<string>();
        var answer = await who.GetAsync(url, ("traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom()}-01"));
        return (
            answer,
            [.. statements.SelectMany(text => text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))]
        );
    }

    public void Dispose() => _listener.Dispose();

    /// <returns>null where it is no statement: the driver tells of new connections, too.</returns>
    private static string? TextOf(Activity activity) =>
        activity.TagObjects.FirstOrDefault(t => t.Key is "db.statement" or "db.query.text").Value as string;
}
