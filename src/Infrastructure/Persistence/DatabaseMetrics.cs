using System.Diagnostics.Metrics;

namespace OpenEvent.Infrastructure.Persistence;

/// <summary>The metrics of the database as this server sees it. Those of the connection pool are Npgsql's own.</summary>
internal sealed class DatabaseMetrics
{
    private volatile Observation _state = new(DatabaseCondition.Ready, null, 0);

    public DatabaseMetrics(IMeterFactory factory)
    {
        var meter = factory.Create("OpenEvent");
        meter.CreateObservableGauge(
            "openevent.database.condition",
            () => Enum.GetValues<DatabaseCondition>().Select(Measure),
            description: "1 for the present condition of the database, 0 for the others"
        );
        meter.CreateObservableCounter(
            "openevent.database.failovers",
            () => _state.Failovers,
            "{failover}",
            "How often the host that accepts writes has changed since the start"
        );
    }

    /// <summary>Called by one thread at a time.</summary>
    /// <param name="primary">The host that answered and accepts writes. Null: none did.</param>
    public void Record(DatabaseCondition condition, string? primary)
    {
        var isFailover = primary is not null && _state.Primary is { } before && before != primary;
        _state = new Observation(condition, primary ?? _state.Primary, _state.Failovers + (isFailover ? 1 : 0));
    }

    private Measurement<int> Measure(DatabaseCondition condition) =>
        new(condition == _state.Condition ? 1 : 0, new KeyValuePair<string, object?>("condition", condition.ToString().ToLowerInvariant()));

    private sealed record Observation(DatabaseCondition Condition, string? Primary, long Failovers);
}
