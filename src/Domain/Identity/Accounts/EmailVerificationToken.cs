using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Identity;

/// <summary>The open question to a user whether an address is his. A newer mail replaces an older one.</summary>
public sealed class EmailVerificationToken : Entity
{
    /// <summary>Unique.</summary>
    public long UserId { get; set; }
    public User User { get; set; } = null!;

    /// <summary>SHA-256 of the token, in lower-case hexadecimal.</summary>
    public string TokenHash { get; set; } = "";

    /// <summary>The address that was asked: the token is worth nothing once the account has another.</summary>
    public string Email { get; set; } = "";

    public DateTimeOffset ExpiresAt { get; set; }
    public DateTimeOffset? UsedAt { get; set; }

    /// <summary>Whether the token verifies the account now. Used twice it changes nothing, and says again what is true.</summary>
    public bool CanVerify(User user, DateTimeOffset now) =>
        user.DeletedAt is null && user.Email == Email && now < ExpiresAt && (UsedAt is null || user.IsVerified);
}
