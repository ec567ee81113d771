using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Identity;

/// <summary>
/// A token with which a program acts as an account, within a scope. It ends when it expires, when it is deleted, and with everything that
/// ends the sessions of the account (<see cref="User.TokenEpoch"/>).
/// </summary>
[TokenModule(TokenModule.None)]
public sealed class AccessToken : Entity, ICreatedAt
{
    public const int MaxPerUser = 50;

    public long UserId { get; set; }

    public User User { get; set; } = null!;

    /// <summary>
    /// Who made the token, and so has its text: an organizer or staff, if it is of a service account. Null: an earlier version made it.
    /// </summary>
    public long? CreatedById { get; set; }

    public User? CreatedBy { get; set; }

    /// <summary>What the token is for, in the words of its owner.</summary>
    public string Name { get; set; } = "";

    /// <summary>See <see cref="TokenScope"/>.</summary>
    public string Scope { get; set; } = "";

    /// <summary>The token in plain text. It is set only in the request that creates it, and never stored.</summary>
    public string? Token { get; set; }

    /// <summary>SHA-256 of the token, in lower-case hexadecimal.</summary>
    public string TokenHash { get; set; } = "";

    /// <summary>The last four characters of the token, by which its owner recognizes it.</summary>
    public string Hint { get; set; } = "";

    /// <summary>The token epoch of the account when the token was created.</summary>
    public int Epoch { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset ExpiresAt { get; set; }

    /// <summary>At most ten minutes before the last use. Null: never used.</summary>
    public DateTimeOffset? LastUsedAt { get; set; }

    /// <summary>Whether the token is still valid. <see cref="User"/> must be loaded.</summary>
    public bool IsValid(DateTimeOffset now) => now < ExpiresAt && Epoch == User.TokenEpoch;
}
