using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Identity;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>Loads and stores the encrypted keys of merchants' accounts, and converts the provider's exceptions to rejections.</summary>
internal sealed class MerchantAccounts(IData data, ISecrets secrets)
{
    private const string EncryptionPurpose = "stripe";

    public async Task<Merchant> GetAsync(string account, CancellationToken ct)
    {
        var encrypted = await data.Set<StripeAuthorization>()
            .AsNoTracking()
            .Where(a => a.StripeUserId == account)
            .OrderBy(a => a.Id)
            .Select(a => a.SealedAccessToken)
            .FirstOrDefaultAsync(ct);
        return new Merchant(account, encrypted is null ? null : await secrets.DecryptAsync(EncryptionPurpose, encrypted, ct));
    }

    /// <summary>The members that <see cref="SetEncryptedKeysAsync"/> writes.</summary>
    public static readonly string[] KeyMembers =
    [
        nameof(StripeAuthorization.StripeUserId),
        nameof(StripeAuthorization.StripePublishableKey),
        nameof(StripeAuthorization.SealedAccessToken),
        nameof(StripeAuthorization.SealedRefreshToken),
    ];

    public async Task SetEncryptedKeysAsync(StripeAuthorization row, MerchantKeys keys, CancellationToken ct)
    {
        row.StripeUserId = keys.AccountId;
        row.StripePublishableKey = keys.PublishableKey;
        row.SealedAccessToken = await secrets.EncryptAsync(EncryptionPurpose, keys.SecretKey, ct);
        row.SealedRefreshToken = keys.RefreshToken is null ? null : await secrets.EncryptAsync(EncryptionPurpose, keys.RefreshToken, ct);
    }

    /// <exception cref="RejectedException">Invalid: the provider rejected the call. Unavailable: it does not respond.</exception>
    public static async Task<T> CallProviderAsync<T>(Func<Task<T>> call, string? pointer = null)
    {
        try
        {
            return await call();
        }
        catch (PaymentRejectedException rejection)
        {
            throw RejectedException.Invalid(rejection.Message, pointer);
        }
        catch (PaymentDelayedException)
        {
            throw RejectedException.Unavailable("The payment provider does not respond. Try again later.");
        }
    }
}
