using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Identity;

/// <summary>The current token with which a user verifies their e-mail address. A newer token replaces the older one.</summary>
public sealed class EmailVerificationToken : Entity
{
    /// <summary>Unique: a user has at most one token.</summary>
    public long UserId { get; set; }
    public User User { get; set; } = null!;

    /// <summary>SHA-256 of the token, in lower-case hexadecimal.</summary>
    public string TokenHash { get; set; } = "";

    /// <summary>The address that the e-mail was sent to. The token becomes invalid when the account gets another address.</summary>
    public string Email { get; set; } = "";

    public DateTimeOffset ExpiresAt { get; set; }
    public DateTimeOffset? UsedAt { get; set; }

    /// <summary>Whether the token verifies the account. Using it a second time succeeds and changes nothing.</summary>
    public bool CanVerify(User user, DateTimeOffset now) =>
        user.DeletedAt is null && user.Email == Email && now < ExpiresAt && (UsedAt is null || user.IsVerified);
}
