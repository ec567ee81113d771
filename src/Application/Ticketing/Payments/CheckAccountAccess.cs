using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// Asks the provider whether an account still accepts this server, after an event or an error said that it does not. If it does not, its
/// events are disconnected, so that buyers are offered other payment modes, and their teams are told once. An old event about an account
/// that was connected again changes nothing.
/// </summary>
internal sealed class CheckAccountAccess(
    IData data,
    IAuthorization authorization,
    IPaymentProvider paymentProvider,
    MerchantAccounts merchants,
    PaymentNotifier notifier
) : IOutboxConsumer
{
    public const string EntryKind = "payment-account";

    internal sealed record Payload(string Account);

    public async Task ConsumeAsync(string key, JsonElement payload, CancellationToken ct)
    {
        var account = payload.Deserialize<Payload>()!.Account;
        var rows = await data.Set<StripeAuthorization>().AsNoTracking().Where(a => a.StripeUserId == account).ToListAsync(ct);
        foreach (var row in rows)
            if (!await paymentProvider.HasAccessAsync(await merchants.GetAsync(row, ct), ct))
                await DisconnectAsync(row, ct);
    }

    private async Task DisconnectAsync(StripeAuthorization refused, CancellationToken ct)
    {
        data.ClearTracking();
        await using var transaction = await data.BeginTransactionAsync(ct);
        await data.LockRowAsync<StripeAuthorization>(refused.Id, ct);
        var row = await data.Set<StripeAuthorization>().SingleOrDefaultAsync(a => a.Id == refused.Id, ct);
        if (row is null || row.SealedAccessToken != refused.SealedAccessToken)
            return; // It was connected again during the check.
        authorization.AsServer().Remove(row).Run(DirectWrites.LinkStripe);
        await DisconnectStripe.RemoveAsync(data, row, ct);
        await notifier.AlertTeamAsync(
            $"{row.StripeUserId} {row.Id} lost",
            row.EventId,
            orderIdentifier: null,
            "The Stripe account is disconnected",
            "The event's Stripe account no longer accepts this server, so nobody can pay by Stripe, and refunds fail. Connect the account "
                + "again, or offer another payment mode.",
            ct
        );
        await data.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }
}
