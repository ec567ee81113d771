using OpenEvent.Application.Common;

namespace OpenEvent.Application.Notifications;

/// <summary>The test e-mail that staff send to check the mail settings.</summary>
[Recipient("Admin")]
public sealed record TestMail : EmailMessage;
