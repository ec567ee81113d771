using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Identity;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>Finds under whose keys the provider is asked, and turns its refusals into ours.</summary>
internal sealed class Merchants(IData data, ISecrets secrets)
{
    private const string Purpose = "stripe";

    public async Task<Merchant> OfAsync(string account, CancellationToken ct)
    {
        var box = await data.Set<StripeAuthorization>()
            .AsNoTracking()
            .Where(a => a.StripeUserId == account)
            .OrderBy(a => a.Id)
            .Select(a => a.SealedAccessToken)
            .FirstOrDefaultAsync(ct);
        return new Merchant(account, box is null ? null : await secrets.OpenAsync(Purpose, box, ct));
    }

    public async Task SealAsync(StripeAuthorization row, MerchantKeys keys, CancellationToken ct)
    {
        (row.StripeUserId, row.StripePublishableKey) = (keys.AccountId, keys.PublishableKey);
        row.SealedAccessToken = await secrets.SealAsync(Purpose, keys.SecretKey, ct);
        row.SealedRefreshToken = keys.RefreshToken is null ? null : await secrets.SealAsync(Purpose, keys.RefreshToken, ct);
    }

    /// <exception cref="Refused">Invalid: the provider will not. Unavailable: it does not answer.</exception>
    public static async Task<T> AskAsync<T>(Func<Task<T>> ask, string? pointer = null)
    {
        try
        {
            return await ask();
        }
        catch (PaymentRefusedException refused)
        {
            throw Refused.Invalid(refused.Message, pointer);
        }
        catch (PaymentDelayedException)
        {
            throw Refused.Unavailable("The payment provider does not answer. Nothing is lost: try again.");
        }
    }
}
