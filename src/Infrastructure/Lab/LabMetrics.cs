using System.Diagnostics.Metrics;

namespace OpenEvent.Infrastructure.Lab;

/// <summary>The metrics of the lab. Their labels are device names and outcomes, never users.</summary>
internal sealed class LabMetrics
{
    /// <summary>The exporters' default buckets are for milliseconds. Calls take 5 ms to 300 s.</summary>
    private static readonly double[] Seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300];

    private readonly Meter _meter;
    private readonly Counter<long> _calls;
    private readonly Counter<long> _losses;
    private readonly Histogram<double> _waited;
    private readonly Histogram<double> _took;

    public LabMetrics(IMeterFactory factory)
    {
        _meter = factory.Create("OpenEvent");
        _calls = _meter.CreateCounter<long>("openevent.lab.calls", "{call}", "Completed calls of devices");
        _losses = _meter.CreateCounter<long>("openevent.lab.losses", "{loss}", "How often a device was lost");
        _waited = CreateHistogram("openevent.lab.wait.duration", "Time from a call's arrival to its turn");
        _took = CreateHistogram("openevent.lab.call.duration", "Time of a call at the device");
    }

    private Histogram<double> CreateHistogram(string name, string description) =>
        _meter.CreateHistogram(name, "s", description, advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = Seconds });

    public void RecordCall(string device, string outcome, TimeSpan waited, TimeSpan took)
    {
        var label = new KeyValuePair<string, object?>("device", device);
        _calls.Add(1, label, new("outcome", outcome));
        _waited.Record(waited.TotalSeconds, label);
        _took.Record(took.TotalSeconds, label);
    }

    public void RecordLoss(string device) => _losses.Add(1, new KeyValuePair<string, object?>("device", device));

    public void ObserveDevice(string device, Func<int> waiting, Func<bool> isUp)
    {
        var label = new KeyValuePair<string, object?>("device", device);
        _meter.CreateObservableGauge(
            "openevent.lab.queue.length",
            () => new Measurement<int>(waiting(), label),
            "{call}",
            "Calls waiting for a device"
        );
        _meter.CreateObservableGauge(
            "openevent.lab.device.up",
            () => new Measurement<int>(isUp() ? 1 : 0, label),
            description: "1 if the device answers, else 0"
        );
    }
}
