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
/// As <see cref="PasswordReset"/>, for an account that a checkout created: its owner has never chosen a password nor verified the address.
/// </summary>
/// <param name="ValidFor">A duration as text for people, e.g. <c>1 hour</c>.</param>
[Recipient("User")]
public sealed record PasswordResetVerify(string ResetUrl, string ValidFor) : EmailMessage;

/// <summary>
/// Tells users that their password was changed. It contains no link, because phishing e-mails imitate this kind of e-mail.
/// </summary>
[Recipient("User")]
public sealed record PasswordChange(string Name) : EmailMessage;

/// <summary>Sent to the old address when the e-mail address of an account changes.</summary>
/// <param name="UndoUrl">Sets a new password and brings the old address back. Null if the old address was not verified.</param>
/// <param name="ValidFor">How long the link works, as text for people.</param>
[Recipient("User")]
public sealed record UserChangeEmail(string OldEmail, string NewEmail, string? UndoUrl, string ValidFor) : EmailMessage;

/// <summary>Invites a person to a role in an event's team.</summary>
/// <param name="InviterName">Null if unknown.</param>
[Recipient("User", About = "invites to the team of an event")]
public sealed record EventRole(string EventName, string RoleName, string? InviterName, string AcceptUrl) : EmailMessage;
