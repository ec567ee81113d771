using OpenEvent.Application.Common;

namespace OpenEvent.Application.Program;

/// <summary>Sent to the owner and the organizers of an event when a session is submitted.</summary>
/// <param name="SubmitterName">Null if unknown.</param>
/// <param name="SessionsUrl">The page that lists the sessions of the event for its team.</param>
[Recipient("Organizer", About = "new sessions of events that you organize")]
public sealed record NewSession(string Name, string EventName, string SessionTitle, string? SubmitterName, string SessionsUrl)
    : EmailMessage;

/// <summary>Sent to the speakers and the creator of a session when it is accepted, confirmed, rejected, canceled or withdrawn.</summary>
/// <param name="State">The wire name of the new state. The template has a text for every state, because clients show all of them.</param>
/// <param name="SessionsUrl">The page that lists the recipient's own sessions.</param>
/// <param name="CustomSubject">Replaces the subject; null for the one of the state.</param>
/// <param name="CustomMessage">Plain text that replaces the text; null for the one of the state.</param>
[Recipient("Speaker", About = "decisions on your sessions")]
public sealed record SessionStateChange(
    string Name,
    string EventName,
    string SessionTitle,
    string State,
    string SessionsUrl,
    string? CustomSubject = null,
    string? CustomMessage = null
) : EmailMessage;

/// <summary>
/// Sent to the speakers and the creator of an accepted or confirmed session when its time or room in the published schedule changes.
/// </summary>
/// <param name="Room">Null: none yet.</param>
[Recipient("Speaker", About = "times and rooms of your sessions")]
public sealed record SessionSchedule(
    string Name,
    string EventName,
    string SessionTitle,
    DateTimeOffset StartsAt,
    string TimeZone,
    string? Room,
    string SessionsUrl
) : EmailMessage;

/// <summary>Sent to the speakers of an event on the day after its end.</summary>
[Recipient("Speaker", About = "the end of events at which you spoke")]
public sealed record AfterEventSpeaker(string Name, string EventName, string EventUrl) : EmailMessage;
