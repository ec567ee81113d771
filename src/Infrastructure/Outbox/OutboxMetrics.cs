using System.Diagnostics.Metrics;

namespace OpenEvent.Infrastructure.Outbox;

/// <summary>The metrics of the outbox. Their labels are kinds of entries, never people.</summary>
internal sealed class OutboxMetrics
{
    private readonly Counter<long> _done;
    private readonly Counter<long> _failures;

    /// <summary>What the gauges report.</summary>
    private volatile IReadOnlyList<OutboxBacklog> _backlogs = [];

    public OutboxMetrics(IMeterFactory factory)
    {
        var meter = factory.Create("OpenEvent");
        _done = meter.CreateCounter<long>("openevent.outbox.done", "{entry}", "Entries that were processed");
        _failures = meter.CreateCounter<long>(
            "openevent.outbox.failures",
            "{attempt}",
            "Failed attempts at outbox entries; given_up: the last one"
        );
        meter.CreateObservableGauge("openevent.outbox.waiting", () => Measure(b => b.Due), "{entry}", "Entries that are due");
        meter.CreateObservableGauge(
            "openevent.outbox.oldest.age",
            () => Measure(b => b.OldestAge.TotalSeconds),
            "s",
            "How long the oldest due entry has been due"
        );
        meter.CreateObservableGauge(
            "openevent.outbox.failing",
            () => Measure(b => b.Failing),
            "{entry}",
            "Entries whose last attempts failed and which are tried again"
        );
        meter.CreateObservableGauge(
            "openevent.outbox.given_up",
            () => Measure(b => b.GivenUp),
            "{entry}",
            "Entries that are not tried again until a person acts"
        );
    }

    /// <summary>Failures of the kind are reported as 0, because a rate misses the first count of a series that appears with it.</summary>
    public void RecordDone(string kind)
    {
        _done.Add(1, new KeyValuePair<string, object?>("kind", kind));
        AddFailures(kind, isFinal: false, 0);
        AddFailures(kind, isFinal: true, 0);
    }

    public void RecordFailure(string kind, bool isFinal) => AddFailures(kind, isFinal, 1);

    public void SetBacklogs(IReadOnlyList<OutboxBacklog> backlogs) => _backlogs = backlogs;

    private void AddFailures(string kind, bool isFinal, long count) =>
        _failures.Add(count, new("kind", kind), new("outcome", isFinal ? "given_up" : "retried"));

    private IEnumerable<Measurement<T>> Measure<T>(Func<OutboxBacklog, T> value)
        where T : struct => _backlogs.Select(b => new Measurement<T>(value(b), new KeyValuePair<string, object?>("kind", b.Kind)));
}
