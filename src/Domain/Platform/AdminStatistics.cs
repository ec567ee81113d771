using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Platform;

/// <summary>Numbers of the whole platform, for staff. There is one row, a query, with the id 1. Deleted rows do not count.</summary>
public abstract class AdminStatistics : Entity;

public sealed class AdminStatisticsEvent : AdminStatistics
{
    public int Draft { get; set; }

    /// <summary>Published events that are over.</summary>
    public int Past { get; set; }

    /// <summary>Published events, over or not.</summary>
    public int Published { get; set; }
}

public sealed class AdminStatisticsGroup : AdminStatistics
{
    /// <summary>The users who follow a group; each counts once for each group.</summary>
    public int Followers { get; set; }

    /// <summary>The events in groups.</summary>
    public int GroupEvents { get; set; }

    public int Groups { get; set; }
}

/// <summary>The e-mails that were sent in the last days.</summary>
public sealed class AdminStatisticsMail : AdminStatistics
{
    public int OneDay { get; set; }

    public int SevenDays { get; set; }

    public int ThirtyDays { get; set; }

    public int ThreeDays { get; set; }
}

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

/// <summary>The users by what they are. A user with a role at several events counts once.</summary>
public sealed class AdminStatisticsUser : AdminStatistics
{
    public int Admin { get; set; }

    /// <summary>The users whose verified address is the one of an attendee of a completed or placed order.</summary>
    public int Attendee { get; set; }

    public int Coorganizer { get; set; }

    public int Organizer { get; set; }

    public int Owner { get; set; }

    public int SuperAdmin { get; set; }

    public int TrackOrganizer { get; set; }

    public int Unverified { get; set; }

    public int Verified { get; set; }
}
