using OpenEvent.Application.Common;

namespace OpenEvent.Application.Notifications;

/// <summary>To a new or unverified account.</summary>
[Recipient("User")]
public sealed record UserConfirmation(string VerifyUrl) : EmailMessage;

/// <summary>The link that sets a new password.</summary>
/// <param name="ValidFor">As read, e.g. <c>1 hour</c>.</param>
[Recipient("User")]
public sealed record PasswordReset(string ResetUrl, string ValidFor) : EmailMessage;

/// <summary>The password was changed; carries no link, as a thief's letter would.</summary>
[Recipient("User")]
public sealed record PasswordChange(string Name) : EmailMessage;

/// <summary>To both addresses when an account's address changes.</summary>
[Recipient("User")]
public sealed record UserChangeEmail(string OldEmail, string NewEmail) : EmailMessage;

/// <summary>Invites to a role in an event's team.</summary>
/// <param name="InviterName">May be null.</param>
[Recipient("User")]
public sealed record EventRole(string EventName, string RoleName, string? InviterName, string AcceptUrl) : EmailMessage;
