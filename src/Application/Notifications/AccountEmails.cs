using OpenEvent.Application.Common;

namespace OpenEvent.Application.Notifications;

/// <summary>Asks a new or unverified account to verify its e-mail address.</summary>
[Recipient("User")]
public sealed record UserConfirmation(string VerifyUrl) : EmailMessage;

/// <summary>Contains the link for setting a new password.</summary>
/// <param name="ValidFor">A duration as text for people, e.g. <c>1 hour</c>.</param>
[Recipient("User")]
public sealed record PasswordReset(string ResetUrl, string ValidFor) : EmailMessage;

/// <summary>
/// Tells users that their password was changed. It contains no link, because phishing e-mails imitate this kind of e-mail.
/// </summary>
[Recipient("User")]
public sealed record PasswordChange(string Name) : EmailMessage;

/// <summary>Sent to the old and the new address when the e-mail address of an account changes.</summary>
[Recipient("User")]
public sealed record UserChangeEmail(string OldEmail, string NewEmail) : EmailMessage;

/// <summary>Invites a person to a role in an event's team.</summary>
/// <param name="InviterName">Null if unknown.</param>
[Recipient("User")]
public sealed record EventRole(string EventName, string RoleName, string? InviterName, string AcceptUrl) : EmailMessage;
