using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Identity;

/// <summary>A user account with the attributes of the reference server. Attributes that are derived from roles are not stored.</summary>
[TokenModule(TokenModule.Account)]
public sealed class User : Entity, ISoftDeleted, ICreatedAt
{
    /// <summary>The suffix of a deleted account's address. It frees the address for a new account.</summary>
    public const string DeletedSuffix = ".deleted";

    /// <summary>
    /// The sign-in address, normalized (<see cref="EmailAddress.Normalize"/>); unique among accounts that are not deleted.
    /// </summary>
    public string Email { get; set; } = "";

    /// <summary>The <c>password</c> of a registration request. Never stored and never returned.</summary>
    public string? NewPassword { get; set; }

    /// <summary>A PHC string, which contains the parameters of the hash; null for an account without a password.</summary>
    public string? PasswordHash { get; set; }

    /// <summary>
    /// Tokens are valid if they have this epoch or the id <see cref="KeptTokenId"/>. Incrementing the epoch revokes all other tokens, on
    /// every node.
    /// </summary>
    public int TokenEpoch { get; set; }

    /// <summary>
    /// The id (<c>jti</c>) of the one token that stays valid when the others are revoked: the token of the request that revoked them. Null
    /// if there is none.
    /// </summary>
    public string? KeptTokenId { get; set; }

    /// <summary>When the address was last changed. Null: it is the address of the registration.</summary>
    public DateTimeOffset? EmailChangedAt { get; set; }

    /// <summary>Whether a program uses the account, by tokens only. It has no password, and gets no e-mails.</summary>
    public bool IsServiceAccount { get; set; }

    /// <summary>The event whose organizers manage the service account. Null: staff manage it, or a person has the account.</summary>
    public long? OwningEventId { get; set; }

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

    /// <summary>Misspelled by the reference server; the spelling is part of the JSON name.</summary>
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

    /// <summary>The ids of the roles that the user holds at any event. Not stored.</summary>
    public IReadOnlyList<long> HeldRoleIds { get; set; } = [];

    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset? LastAccessedAt { get; set; }
    public DateTimeOffset? DeletedAt { get; set; }

    public bool IsStaff => IsAdmin || IsSuperAdmin;

    /// <summary>The public name, else first and last name, else null.</summary>
    public string? FullName =>
        PublicName is { Length: > 0 } ? PublicName
        : $"{FirstName} {LastName}".Trim() is { Length: > 0 } name ? name
        : null;

    /// <summary>Whether a token of that epoch and id is still valid.</summary>
    public bool IsTokenValid(int epoch, string tokenId) => epoch == TokenEpoch || (KeptTokenId is not null && KeptTokenId == tokenId);

    /// <summary>The members that <see cref="RevokeTokens"/> writes.</summary>
    public static readonly string[] TokenMembers = [nameof(TokenEpoch), nameof(KeptTokenId)];

    /// <summary>Revokes all tokens of the account, except <paramref name="exceptTokenId"/> if it is given.</summary>
    public void RevokeTokens(string? exceptTokenId = null)
    {
        TokenEpoch++;
        KeptTokenId = exceptTokenId;
    }

    /// <summary>Sets a new address, which is not verified yet.</summary>
    public void ChangeEmail(string email, DateTimeOffset now)
    {
        Email = email;
        IsVerified = false;
        EmailChangedAt = now;
    }

    /// <summary>
    /// Whether a checkout created the account, and its owner has not verified the address yet. So they chose no password.
    /// </summary>
    public bool NeedsFirstPassword => WasRegisteredWithOrder && !IsVerified;

    /// <summary>
    /// Whether a password reset may be sent to the address. An address that the account was changed to must be verified first: otherwise
    /// the person who changed it could take the account over.
    /// </summary>
    public bool MayReceivePasswordReset => DeletedAt is null && !IsServiceAccount && !IsBlocked && (IsVerified || EmailChangedAt is null);

    public void MarkDeleted(DateTimeOffset now)
    {
        DeletedAt = now;
        Email += DeletedSuffix;
        RevokeTokens();
    }

    /// <summary>The address that the account had before it was deleted.</summary>
    public string EmailBeforeDeletion => Email.EndsWith(DeletedSuffix, StringComparison.Ordinal) ? Email[..^DeletedSuffix.Length] : Email;

    /// <summary>Whether the account was erased (<see cref="AccountErasure"/>). It cannot be restored.</summary>
    public bool IsErased => Email == ErasedAddress.Of(Id);

    public void Restore()
    {
        Email = EmailBeforeDeletion;
        DeletedAt = null;
    }
}
