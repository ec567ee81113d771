using OpenEvent.Application.Common;

namespace OpenEvent.Application.Program;

/// <summary>To the owner and the organizers of an event, when a session is submitted.</summary>
/// <param name="SubmitterName">Null: unknown.</param>
/// <param name="SessionsUrl">The event's sessions, for its team.</param>
[Recipient("Organizer")]
public sealed record NewSession(string Name, string EventName, string SessionTitle, string? SubmitterName, string SessionsUrl)
    : EmailMessage;

/// <summary>To a session's speakers and its creator, when it was decided on or taken back.</summary>
/// <param name="State">The new one, as on the wire. The template has words for each, those that are mailed by hand only among them.</param>
/// <param name="SessionsUrl">The receiver's own sessions.</param>
[Recipient("Speaker")]
public sealed record SessionStateChange(string Name, string EventName, string SessionTitle, string State, string SessionsUrl)
    : EmailMessage;

/// <summary>To those who spoke at an event, the day after its end.</summary>
[Recipient("Speaker")]
public sealed record AfterEventSpeaker(string Name, string EventName, string EventUrl) : EmailMessage;
