using System.Diagnostics.Metrics;

namespace OpenEvent.Infrastructure.Jobs;

/// <summary>The metrics of the scheduled jobs that this server runs, by job.</summary>
internal sealed class JobMetrics
{
    /// <summary>The exporters' default buckets are for milliseconds. Runs take 1 ms to some minutes.</summary>
    private static readonly double[] Seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300];

    private readonly Counter<long> _runs;
    private readonly Histogram<double> _duration;

    public JobMetrics(IMeterFactory factory)
    {
        var meter = factory.Create("OpenEvent");
        _runs = meter.CreateCounter<long>("openevent.job.runs", "{run}", "Runs of scheduled jobs by this server");
        _duration = meter.CreateHistogram(
            "openevent.job.duration",
            "s",
            "Time of a run of a scheduled job",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = Seconds }
        );
    }

    /// <summary>Creates the series of a job with 0 runs. An alert about a job that never runs needs them.</summary>
    public void CreateSeries(string job)
    {
        _runs.Add(0, new("name", job), new("outcome", "succeeded"));
        _runs.Add(0, new("name", job), new("outcome", "failed"));
    }

    /// <summary>The label is not called job, because Prometheus calls what it scrapes so.</summary>
    public void RecordRun(string job, bool succeeded, TimeSpan duration)
    {
        _runs.Add(succeeded ? 1 : 0, new("name", job), new("outcome", "succeeded"));
        _runs.Add(succeeded ? 0 : 1, new("name", job), new("outcome", "failed"));
        _duration.Record(duration.TotalSeconds, new KeyValuePair<string, object?>("name", job));
    }
}
