namespace OpenEvent.Domain.Platform;

public sealed class AdminStatisticsSession : AdminStatistics
{
    public int Accepted { get; set; }

    public int Confirmed { get; set; }

    public int Draft { get; set; }

    public int Pending { get; set; }

    public int Rejected { get; set; }

    /// <summary>The sessions that were submitted, whatever became of them.</summary>
    public int Submitted { get; set; }
}
