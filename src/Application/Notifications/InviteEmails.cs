using OpenEvent.Application.Common;

namespace OpenEvent.Application.Notifications;

/// <summary>Invites a person to organize a group.</summary>
/// <param name="InviterName">Null if unknown.</param>
[Recipient("User", About = "invites to organize a group")]
public sealed record GroupRole(string GroupName, string RoleName, string? InviterName, string AcceptUrl) : EmailMessage;

/// <summary>Invites a person to speak in a session.</summary>
/// <param name="InviterName">Null if unknown.</param>
/// <param name="AnswerUrl">The page of the event's call for speakers, where the invitee answers.</param>
[Recipient("Speaker", About = "invites to speak in a session")]
public sealed record SpeakerInvite(string EventName, string SessionTitle, string? InviterName, string AnswerUrl) : EmailMessage;
