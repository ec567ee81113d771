namespace OpenEvent.Domain.Platform;

/// <summary>The sessions of all events, by state.</summary>
public sealed class AdminStatisticsSession : AdminStatistics
{
    public int Accepted { get; set; }

    public int Confirmed { get; set; }

    public int Draft { get; set; }

    public int Pending { get; set; }

    public int Rejected { get; set; }

    /// <summary>The sessions that were submitted, in any state.</summary>
    public int Submitted { get; set; }
}
