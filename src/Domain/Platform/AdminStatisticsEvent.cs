namespace OpenEvent.Domain.Platform;

/// <summary>Published and unpublished events.</summary>
public sealed class AdminStatisticsEvent : AdminStatistics
{
    public int Draft { get; set; }

    /// <summary>Published events that are over.</summary>
    public int Past { get; set; }

    /// <summary>Published events, over or not.</summary>
    public int Published { get; set; }
}
