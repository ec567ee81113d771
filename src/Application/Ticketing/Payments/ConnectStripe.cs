using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>Stores the keys that <see cref="ExchangeStripeCode"/> received, in a new authorization or in place of the old keys.</summary>
internal sealed record ConnectStripe(StripeAuthorization Row, Changes<StripeAuthorization> Changes) : ICommand<StripeAuthorization>
{
    public static RejectedException CreateAlreadyConnectedRejection() =>
        RejectedException.Conflict("The event already has a Stripe authorization. Update or delete it.", "/data/relationships/event");

    internal sealed class Handler(IData data, IAuthorization authorization, MerchantAccounts merchants, Preflight preflight)
        : IRequestHandler<ConnectStripe, StripeAuthorization>
    {
        private static readonly StripeAuthorizationPolicy Policy = new();

        public async Task<StripeAuthorization> Handle(ConnectStripe command, CancellationToken ct)
        {
            var (row, changes) = command;
            var isNew = row.Id == 0;
            var grant = authorization.Require(
                isNew ? Policy.Create(authorization.Actor, row) : Policy.Update(authorization.Actor, row, changes)
            );
            if (isNew)
                grant.Create(row).Run(DirectWrites.LinkStripe);
            else
                grant.Change(row, changes).Change(row, MerchantAccounts.KeyMembers);
            if (!changes.ContainsAny(nameof(StripeAuthorization.StripeAuthCode)))
                return row;
            await merchants.SetEncryptedKeysAsync(row, preflight.Get<MerchantKeys>(), ct);
            if (!isNew)
                return row;
            if (await data.Set<StripeAuthorization>().AnyAsync(a => a.EventId == row.EventId, ct))
                throw CreateAlreadyConnectedRejection();
            data.Set<StripeAuthorization>().Add(row);
            await data.SaveChangesAsync(ct);
            await data.UpdateAsync(
                DirectWrites.LinkStripe,
                data.Set<Event>().Where(e => e.Id == row.EventId),
                set => set.SetProperty(e => e.IsStripeLinked, true),
                ct
            );
            return row;
        }
    }
}
