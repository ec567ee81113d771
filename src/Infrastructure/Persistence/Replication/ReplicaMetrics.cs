using System.Diagnostics.Metrics;

namespace OpenEvent.Infrastructure.Persistence;

/// <summary>The metrics of reads from replicas. Without <c>Database:ReadConnectionString</c> they have no values.</summary>
internal sealed class ReplicaMetrics
{
    private readonly Meter _meter;
    private readonly Counter<long> _reads;

    public ReplicaMetrics(IMeterFactory factory)
    {
        _meter = factory.Create("OpenEvent");
        _reads = _meter.CreateCounter<long>(
            "openevent.visitor.reads",
            "{request}",
            "Reads of visitors that were not answered from memory, by the server that was asked; if the replica fails, both are"
        );
    }

    public void CountRead(string server) => _reads.Add(1, new KeyValuePair<string, object?>("server", server));

    public void Observe(ReplicaGuard guard)
    {
        _meter.CreateObservableGauge(
            "openevent.replica.lag",
            () => guard.Age is { } age ? [new Measurement<double>(age.TotalSeconds)] : (IEnumerable<Measurement<double>>)[],
            "s",
            "How old the rows of the replica are at most"
        );
        _meter.CreateObservableGauge(
            "openevent.replica.usable",
            () => guard.TryUse() is null ? 0 : 1,
            description: "1: reads of visitors go to the replica; 0: to the primary"
        );
    }
}
