using System.Diagnostics.Metrics;

namespace OpenEvent.Infrastructure.Jobs;

/// <summary>The metrics of the scheduled jobs that this server runs, by job.</summary>
internal sealed class JobMetrics
{
    private readonly Counter<long> _runs;
    private readonly Histogram<double> _duration;

    public JobMetrics(IMeterFactory factory)
    {
        var meter = factory.Create("OpenEvent");
        _runs = meter.CreateCounter<long>("openevent.job.runs", "{run}", "Runs of scheduled jobs by this server");
        _duration = meter.CreateHistogram<double>("openevent.job.duration", "s", "Time of a run of a scheduled job");
    }

    public void RecordRun(string job, bool succeeded, TimeSpan duration)
    {
        _runs.Add(1, new("job", job), new("outcome", succeeded ? "succeeded" : "failed"));
        _duration.Record(duration.TotalSeconds, new KeyValuePair<string, object?>("job", job));
    }
}
