using System.Collections.Concurrent;
using System.Diagnostics;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.ResourceApi;

/// <summary>
/// Counts the SQL statements of one request, including those of authentication. The driver starts an activity for each statement. The
/// request has a trace id, which separates its statements from those of background services.
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

    /// <summary>Sends a GET request and returns the response and the SQL statements.</summary>
    public Task<(ApiResponse Answer, IReadOnlyList<string> Statements)> GetAsync(ApiClient client, string url) =>
        SendAsync(client, HttpMethod.Get, url, null);

    /// <summary>Sends a request and returns the response and the SQL statements.</summary>
    public async Task<(ApiResponse Answer, IReadOnlyList<string> Statements)> SendAsync(
        ApiClient client,
        HttpMethod method,
        string url,
        object? body,
        params (string, string)[] headers
    )
    {
        var trace = ActivityTraceId.CreateRandom();
        var statements = _statements[trace] = new ConcurrentQueue<string>();
        var answer = await client.SendAsync(
            method,
            url,
            body,
            [.. headers, ("traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom()}-01")]
        );
        return (
            answer,
            [.. statements.SelectMany(text => text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))]
        );
    }

    public void Dispose() => _listener.Dispose();

    /// <returns>The SQL text, or null if the activity is not a statement, e.g. a new connection.</returns>
    private static string? TextOf(Activity activity) =>
        activity.TagObjects.FirstOrDefault(t => t.Key is "db.statement" or "db.query.text").Value as string;
}
