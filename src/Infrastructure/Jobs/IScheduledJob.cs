namespace OpenEvent.Infrastructure.Jobs;

/// <summary>
/// A task that is done by the clock, once for all servers of a database. A server that is killed during a run leaves the job due, and
/// another one starts it at once; so the work must be safe to do twice.
/// </summary>
internal interface IScheduledJob
{
    /// <summary>A verb and its object in kebab case. It identifies the job in the table <c>jobs</c> and must not change.</summary>
    string Name { get; }

    JobSchedule Schedule { get; }

    /// <summary>Whether this server takes part. The others do the job nevertheless.</summary>
    bool IsEnabled => true;

    /// <summary>Does the work of one run. A failure is recorded, and the run is repeated after a pause that grows.</summary>
    Task RunAsync(CancellationToken ct);
}
