using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Identity;

/// <summary>A person's account. Attributes as in the reference's <c>user</c>; what is derived from roles is not stored.</summary>
public sealed class User : Entity, ISoftDeleted, ICreatedAt
{
    /// <summary>What a deleted account's address ends with, so that the address is free for a new account.</summary>
    public const string DeletedSuffix = ".deleted";

    /// <summary>The sign-in address, trimmed and lower case (<see cref="EmailAddress.Normalize"/>); unique among live accounts.</summary>
    public string Email { get; set; } = "";

    /// <summary>What a registration sends as <c>password</c>: never stored, never written out.</summary>
    public string? NewPassword { get; set; }

    /// <summary>A PHC string with its own parameters; null for an account that nobody can sign in to by password.</summary>
    public string? PasswordHash { get; set; }

    /// <summary>Which tokens are valid: those of this epoch, and <see cref="KeptTokenId"/>. Raising it ends all others on every node at once.</summary>
    public int TokenEpoch { get; set; }

    /// <summary>The id (<c>jti</c>) of the one older token that outlives the last raising of the epoch: the one that asked for it.</summary>
    public string? KeptTokenId { get; set; }

    public bool IsSuperAdmin { get; set; }
    public bool IsAdmin { get; set; }
    public bool IsSalesAdmin { get; set; }
    public bool IsMarketer { get; set; }
    public bool IsVerified { get; set; }
    public bool IsBlocked { get; set; }
    public bool IsProfilePublic { get; set; }
    public bool IsRocketChatRegistered { get; set; }
    public bool WasRegisteredWithOrder { get; set; }

    public string? FirstName { get; set; }
    public string? LastName { get; set; }
    public string? PublicName { get; set; }
    public string? Details { get; set; }
    public string? Contact { get; set; }
    public string? Company { get; set; }

    /// <summary>The reference's spelling: it is the wire name.</summary>
    public string? LanguagePrefrence { get; set; }

    public long? FacebookId { get; set; }
    public string? FacebookUrl { get; set; }
    public string? TwitterUrl { get; set; }
    public string? InstagramUrl { get; set; }
    public string? GooglePlusUrl { get; set; }

    public string? AvatarUrl { get; set; }
    public string? OriginalImageUrl { get; set; }
    public string? ThumbnailImageUrl { get; set; }
    public string? SmallImageUrl { get; set; }
    public string? IconImageUrl { get; set; }

    public string? BillingContactName { get; set; }
    public string? BillingPhone { get; set; }
    public string? BillingCountry { get; set; }
    public string? BillingState { get; set; }
    public string? BillingCity { get; set; }
    public string? BillingAddress { get; set; }
    public string? BillingZipCode { get; set; }
    public string? BillingTaxInfo { get; set; }
    public string? BillingAdditionalInfo { get; set; }

    /// <summary>The rows of the roles that the user holds at any event; not a column.</summary>
    public IReadOnlyList<long> HeldRoleIds { get; set; } = [];

    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset? LastAccessedAt { get; set; }
    public DateTimeOffset? DeletedAt { get; set; }

    public bool IsStaff => IsAdmin || IsSuperAdmin;

    /// <summary>How the person is addressed: the public name, else first and last name, else null.</summary>
    public string? FullName =>
        PublicName is { Length: > 0 } ? PublicName
        : $"{FirstName} {LastName}".Trim() is { Length: > 0 } name ? name
        : null;

    /// <summary>Whether this account still honours a token of that epoch and id.</summary>
    public bool IsTokenValid(int epoch, string tokenId) => epoch == TokenEpoch || (KeptTokenId is not null && KeptTokenId == tokenId);

    /// <summary>Ends every token, except the one that is kept, if any.</summary>
    public void RevokeTokens(string? exceptTokenId = null)
    {
        TokenEpoch++;
        KeptTokenId = exceptTokenId;
    }

    /// <summary>Another address has to be verified again.</summary>
    public void ChangeEmail(string email)
    {
        Email = email;
        IsVerified = false;
    }

    public void MarkDeleted(DateTimeOffset now)
    {
        DeletedAt = now;
        Email += DeletedSuffix;
        RevokeTokens();
    }

    /// <summary>The address that the account had before it was deleted.</summary>
    public string EmailBeforeDeletion => Email.EndsWith(DeletedSuffix, StringComparison.Ordinal) ? Email[..^DeletedSuffix.Length] : Email;

    public void Restore()
    {
        Email = EmailBeforeDeletion;
        DeletedAt = null;
    }
}
