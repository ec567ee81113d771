using OpenEvent.Application.Common;

namespace OpenEvent.Application.Events;

/// <summary>Tells a follower of a group about a new event of the group.</summary>
/// <param name="GroupUrl">The page of the group, where followers stop following it.</param>
[Recipient("Follower", About = "new events of groups that you follow")]
public sealed record AnnounceEvent(
    string GroupName,
    string EventName,
    DateTimeOffset StartsAt,
    string TimeZone,
    string EventUrl,
    string GroupUrl
) : EmailMessage;

/// <summary>A question to the owner and organizers of a group, and a copy of it for the sender.</summary>
/// <param name="SenderEmail">The address that organizers answer to.</param>
[Recipient("Organizer", About = "questions to the organizers of groups")]
public sealed record ContactGroupOrganizers(
    string GroupName,
    string SenderName,
    string SenderEmail,
    string Message,
    string GroupUrl,
    bool IsCopy
) : EmailMessage;
