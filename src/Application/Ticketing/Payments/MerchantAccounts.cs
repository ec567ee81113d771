using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Identity;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>Loads and stores the encrypted keys of merchants' accounts, and converts the provider's exceptions to rejections.</summary>
internal sealed class MerchantAccounts(IData data, ISecrets secrets, IOutbox outbox, TimeProvider clock)
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

    public async Task<Merchant> GetAsync(StripeAuthorization row, CancellationToken ct) =>
        new(row.StripeUserId, await secrets.DecryptAsync(EncryptionPurpose, row.SealedAccessToken, ct));

    /// <summary>Queues a check whether the account still accepts this server, at most once an hour. The caller saves.</summary>
    public async Task QueueAccessCheckAsync(string account, CancellationToken ct)
    {
        var ids = await data.Set<StripeAuthorization>().Where(a => a.StripeUserId == account).Select(a => a.Id).ToListAsync(ct);
        foreach (var id in ids)
            outbox.Add(
                CheckAccountAccess.EntryKind,
                $"{account} {id} {clock.GetUtcNow().UtcDateTime:yyyyMMddHH}",
                new CheckAccountAccess.Payload(account)
            );
    }

    /// <summary>Queues and commits a check of the access. For callers without a transaction.</summary>
    public async Task CommitAccessCheckAsync(long paymentId, CancellationToken ct)
    {
        data.ClearTracking();
        await using var transaction = await data.BeginTransactionAsync(ct);
        await QueueAccessCheckAsync(paymentId, ct);
        await data.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }

    /// <summary>As <see cref="QueueAccessCheckAsync(string, CancellationToken)"/>, for the account of a payment.</summary>
    public async Task QueueAccessCheckAsync(long paymentId, CancellationToken ct)
    {
        if (await data.Set<Payment>().Where(p => p.Id == paymentId).Select(p => p.Account).SingleOrDefaultAsync(ct) is { } account)
            await QueueAccessCheckAsync(account, ct);
    }

    public async Task SetEncryptedKeysAsync(StripeAuthorization row, MerchantKeys keys, CancellationToken ct)
    {
        row.StripeUserId = keys.AccountId;
        row.StripePublishableKey = keys.PublishableKey;
        row.SealedAccessToken = await secrets.EncryptAsync(EncryptionPurpose, keys.SecretKey, ct);
        row.SealedRefreshToken = keys.RefreshToken is null ? null : await secrets.EncryptAsync(EncryptionPurpose, keys.RefreshToken, ct);
    }

    /// <exception cref="RejectedException">
    /// Invalid: the provider rejected the call. Conflict: the account does not accept this server. Unavailable: it does not respond.
    /// </exception>
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
        catch (PaymentAccessException)
        {
            throw RejectedException.Conflict("The event's account at the payment provider does not accept this server any more.", pointer);
        }
        catch (PaymentDelayedException)
        {
            throw RejectedException.Unavailable("The payment provider does not respond. Try again later.");
        }
    }
}
