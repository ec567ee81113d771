using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>Keeps the keys that <see cref="ExchangeStripeCode"/> was given, for a new authorization or in place of the old keys.</summary>
internal sealed record LinkStripe(StripeAuthorization Row, Changes<StripeAuthorization> Changes) : ICommand<StripeAuthorization>
{
    public static Refused Linked() =>
        Refused.Conflict("The event has a Stripe authorization already: change or delete that one.", "/data/relationships/event");

    internal sealed class Handler(IData data, IGate gate, Merchants merchants, Prepared prepared)
        : IRequestHandler<LinkStripe, StripeAuthorization>
    {
        private static readonly StripeAuthorizationPolicy Policy = new();

        public async Task<StripeAuthorization> Handle(LinkStripe command, CancellationToken ct)
        {
            var (row, changes) = command;
            var isNew = row.Id == 0;
            gate.Require(isNew ? Policy.Create(gate.Actor, row) : Policy.Update(gate.Actor, row, changes));
            if (!changes.Touches(nameof(StripeAuthorization.StripeAuthCode)))
                return row;
            await merchants.SealAsync(row, prepared.Take<MerchantKeys>(), ct);
            if (!isNew)
                return row;
            if (await data.Set<StripeAuthorization>().AnyAsync(a => a.EventId == row.EventId, ct))
                throw Linked();
            data.Set<StripeAuthorization>().Add(row);
            await data.SaveChangesAsync(ct);
            await data.Set<Event>()
                .Where(e => e.Id == row.EventId)
                .ExecuteUpdateAsync(set => set.SetProperty(e => e.IsStripeLinked, true), ct);
            return row;
        }
    }
}
