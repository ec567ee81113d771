using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Platform;

/// <summary>
/// A task that the servers do by the clock, once for all servers of a database. The row tells when it ran and when it is due; the servers
/// write it (docs/decisions/034).
/// </summary>
public sealed class Job : Entity
{
    /// <summary>Unique, e.g. <c>expire-orders</c>.</summary>
    public string Name { get; set; } = "";

    /// <summary>When it runs, as text for people, e.g. <c>every 20 seconds</c>.</summary>
    public string Schedule { get; set; } = "";

    /// <summary>When it is due. While it runs, this is the time at which it was due.</summary>
    public DateTimeOffset NextRunAt { get; set; }

    /// <summary>When its last run started.</summary>
    public DateTimeOffset? StartedAt { get; set; }

    /// <summary>When its last run that was not interrupted ended.</summary>
    public DateTimeOffset? FinishedAt { get; set; }

    public DateTimeOffset? SucceededAt { get; set; }

    /// <summary>How many runs have failed since the last one that succeeded.</summary>
    public int Failures { get; set; }

    /// <summary>Why the last run failed. Null after a success.</summary>
    public string? LastError { get; set; }

    /// <summary>The server of the last run: machine and process.</summary>
    public string? Node { get; set; }
}
