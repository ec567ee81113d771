using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>Asks Stripe for the keys behind a code, before <see cref="LinkStripe"/> keeps them. What can be refused is refused first: a code is good once.</summary>
internal sealed record ExchangeStripeCode(StripeAuthorization Row, Changes<StripeAuthorization> Changes) : IRequest<Unit>
{
    private const int LongestCode = 255;
    private const string Pointer = "/data/attributes/stripe-auth-code";

    internal sealed class Handler(IData data, IGate gate, IPayments payments, Prepared prepared) : IRequestHandler<ExchangeStripeCode, Unit>
    {
        private static readonly StripeAuthorizationPolicy Policy = new();

        public async Task<Unit> Handle(ExchangeStripeCode request, CancellationToken ct)
        {
            var (row, changes) = request;
            if (!changes.Touches(nameof(StripeAuthorization.StripeAuthCode)))
                return Unit.Value;
            if (row.Id == 0)
                gate.Require(Policy.Create(gate.Actor, row));
            if (string.IsNullOrWhiteSpace(row.StripeAuthCode))
                throw Refused.Invalid("Field may not be blank.", Pointer);
            if (row.StripeAuthCode.Length > LongestCode || row.StripeAuthCode.Any(char.IsControl))
                throw Refused.Invalid("Not a code of Stripe's.", Pointer);
            // Staff may link an event beforehand: nothing is charged before it takes Stripe.
            if (!gate.Actor.IsStaff && !await data.Set<Event>().AnyAsync(e => e.Id == row.EventId && e.CanPayByStripe, ct))
                throw Refused.Forbidden("The event does not take payments by Stripe: set can-pay-by-stripe first.");
            if (!payments.IsConfigured)
                throw Refused.Forbidden("This server has no keys of Stripe: its operator sets Payments:Stripe.");
            if (row.Id == 0 && await data.Set<StripeAuthorization>().AnyAsync(a => a.EventId == row.EventId, ct))
                throw LinkStripe.Linked();
            prepared.Put(await Merchants.AskAsync(() => payments.LinkAsync(row.StripeAuthCode, ct), Pointer));
            return Unit.Value;
        }
    }
}
