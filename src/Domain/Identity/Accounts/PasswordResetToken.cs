using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Identity;

/// <summary>The current token with which a user sets a new password without the old one. The token itself is only in the e-mail.</summary>
public sealed class PasswordResetToken : Entity
{
    /// <summary>Unique: a newer request replaces the older one.</summary>
    public long UserId { get; set; }
    public User User { get; set; } = null!;

    /// <summary>SHA-256 of the token, in lower-case hexadecimal.</summary>
    public string TokenHash { get; set; } = "";

    /// <summary>The address that the e-mail was sent to. Using the token proves that the user can read e-mails to it.</summary>
    public string Email { get; set; } = "";

    public DateTimeOffset ExpiresAt { get; set; }
    public DateTimeOffset? UsedAt { get; set; }

    public bool IsUsable(DateTimeOffset now) => UsedAt is null && now < ExpiresAt;
}
