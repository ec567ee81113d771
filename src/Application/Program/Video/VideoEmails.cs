using OpenEvent.Application.Common;

namespace OpenEvent.Application.Program;

/// <summary>Sent to the moderator of a video stream.</summary>
/// <param name="StreamUrl">The page of the stream.</param>
[Recipient("User", About = "video streams that you moderate")]
public sealed record VideoModeratorInvite(string EventName, string StreamName, string StreamUrl) : EmailMessage;
