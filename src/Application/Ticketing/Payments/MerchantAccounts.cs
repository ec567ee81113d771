using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Identity;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>Finds under whose keys the provider is asked, and turns its refusals into ours.</summary>
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

    public async Task SetEncryptedKeysAsync(StripeAuthorization row, MerchantKeys keys, CancellationToken ct)
    {
        (row.StripeUserId, row.StripePublishableKey) = (keys.AccountId, keys.PublishableKey);
        row.SealedAccessToken = await secrets.EncryptAsync(EncryptionPurpose, keys.SecretKey, ct);
        row.SealedRefreshToken = keys.RefreshToken is null ? null : await secrets.EncryptAsync(EncryptionPurpose, keys.RefreshToken, ct);
    }

    /// <exception cref="RejectedException">Invalid: the provider will not. Unavailable: it does not answer.</exception>
    public static async Task<T> CallProviderAsync<T>(Func<Task<T>> call, string? pointer = null)
    {
        try
        {
            return await call();
        }
        catch (PaymentRejectedException refused)
        {
            throw RejectedException.Invalid(refused.Message, pointer);
        }
        catch (PaymentDelayedException)
        {
            throw RejectedException.Unavailable("The payment provider does not answer. Nothing is lost: try again.");
        }
    }
}
