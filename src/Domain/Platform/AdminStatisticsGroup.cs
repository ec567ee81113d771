namespace OpenEvent.Domain.Platform;

/// <summary>Groups, their events and their followers.</summary>
public sealed class AdminStatisticsGroup : AdminStatistics
{
    /// <summary>The users who follow a group; each counts once for each group.</summary>
    public int Followers { get; set; }

    /// <summary>The events in groups.</summary>
    public int GroupEvents { get; set; }

    public int Groups { get; set; }
}
