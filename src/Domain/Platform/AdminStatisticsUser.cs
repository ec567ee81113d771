namespace OpenEvent.Domain.Platform;

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
