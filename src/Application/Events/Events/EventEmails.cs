using OpenEvent.Application.Common;

namespace OpenEvent.Application.Events;

/// <summary>To those who organize an event, the day after its end.</summary>
[Recipient("Organizer")]
public sealed record AfterEvent(string Name, string EventName, string EventUrl) : EmailMessage;

/// <summary>A question to those who organize an event, and a copy of it to who asked.</summary>
/// <param name="SenderEmail">Where the answer goes.</param>
[Recipient("Organizer")]
public sealed record ContactOrganizers(
    string EventName,
    string SenderName,
    string SenderEmail,
    string Message,
    string EventUrl,
    bool IsCopy
) : EmailMessage;
