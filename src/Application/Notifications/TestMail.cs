using OpenEvent.Application.Common;

namespace OpenEvent.Application.Notifications;

/// <summary>Shows staff that letters arrive.</summary>
[Recipient("Admin")]
public sealed record TestMail : EmailMessage;
