using OpenEvent.Application.Common;

namespace OpenEvent.Application.Events;

/// <summary>Sent to the owner and organizers of an event on the day after its end.</summary>
[Recipient("Organizer", About = "the end of events that you organize")]
public sealed record AfterEvent(string Name, string EventName, string EventUrl) : EmailMessage;

/// <summary>Sent to the owner and organizers of an event on the day before it begins.</summary>
[Recipient("Organizer", About = "events that you organize and that begin tomorrow")]
public sealed record NextEvent(string Name, string EventName, DateTimeOffset StartsAt, string TimeZone, string EventUrl) : EmailMessage;

/// <summary>A question to the owner and organizers of an event, and a copy of it for the sender.</summary>
/// <param name="SenderEmail">The address that organizers answer to.</param>
[Recipient("Organizer", About = "questions to the organizers of events")]
public sealed record ContactOrganizers(
    string EventName,
    string SenderName,
    string SenderEmail,
    string Message,
    string EventUrl,
    bool IsCopy
) : EmailMessage;
