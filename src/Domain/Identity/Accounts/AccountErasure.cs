using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Identity;

/// <summary>
/// What the erasure of an account does with its row. The row stays, because orders and payments refer to its id; nothing in it says who the
/// person was, and nobody can sign in with it.
/// </summary>
public static class AccountErasure
{
    /// <summary>The texts about the person. All become null.</summary>
    public static readonly string[] ClearedTexts =
    [
        nameof(User.PasswordHash),
        nameof(User.KeptTokenId),
        nameof(User.FirstName),
        nameof(User.LastName),
        nameof(User.PublicName),
        nameof(User.Details),
        nameof(User.Contact),
        nameof(User.Company),
        nameof(User.LanguagePrefrence),
        nameof(User.FacebookUrl),
        nameof(User.TwitterUrl),
        nameof(User.InstagramUrl),
        nameof(User.GooglePlusUrl),
        nameof(User.AvatarUrl),
        nameof(User.OriginalImageUrl),
        nameof(User.ThumbnailImageUrl),
        nameof(User.SmallImageUrl),
        nameof(User.IconImageUrl),
        nameof(User.BillingContactName),
        nameof(User.BillingPhone),
        nameof(User.BillingCountry),
        nameof(User.BillingState),
        nameof(User.BillingCity),
        nameof(User.BillingAddress),
        nameof(User.BillingZipCode),
        nameof(User.BillingTaxInfo),
        nameof(User.BillingAdditionalInfo),
    ];

    /// <summary>Everything that <see cref="Erase"/> writes, besides the time of the deletion.</summary>
    public static readonly string[] Members =
    [
        .. ClearedTexts,
        nameof(User.Email),
        nameof(User.TokenEpoch),
        nameof(User.FacebookId),
        nameof(User.EmailChangedAt),
        nameof(User.LastAccessedAt),
        nameof(User.IsSuperAdmin),
        nameof(User.IsAdmin),
        nameof(User.IsSalesAdmin),
        nameof(User.IsMarketer),
        nameof(User.IsVerified),
        nameof(User.IsBlocked),
        nameof(User.IsProfilePublic),
        nameof(User.IsRocketChatRegistered),
        nameof(User.WasRegisteredWithOrder),
        nameof(User.IsServiceAccount),
    ];

    private static readonly System.Reflection.PropertyInfo[] ClearedProperties =
    [
        .. ClearedTexts.Select(name => typeof(User).GetProperty(name)!),
    ];

    public static void Erase(User user, DateTimeOffset now)
    {
        user.RevokeTokens();
        foreach (var property in ClearedProperties)
            property.SetValue(user, null);
        user.Email = ErasedAddress.Of(user.Id);
        user.FacebookId = null;
        user.EmailChangedAt = null;
        user.LastAccessedAt = null;
        user.IsSuperAdmin = false;
        user.IsAdmin = false;
        user.IsSalesAdmin = false;
        user.IsMarketer = false;
        user.IsVerified = false;
        user.IsBlocked = true;
        user.IsProfilePublic = false;
        user.IsRocketChatRegistered = false;
        user.WasRegisteredWithOrder = false;
        user.IsServiceAccount = false;
        user.DeletedAt ??= now;
    }
}
