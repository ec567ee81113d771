using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// Begins the payment of an order at the provider, or finds the one begun before, for <see cref="ChargeOrder"/>. The payment is in the books, and committed,
/// before the provider hears of it: whatever breaks on the way, the next try finds it and makes no second one.
/// </summary>
internal sealed record PrepareCharge(Key Order, ChargeRequest Request) : IRequest<Unit>
{
    internal sealed record Begun(long PaymentId, ProviderPayment Payment);

    internal sealed class Handler(
        IData data,
        IGate gate,
        OrderFinder orders,
        IPayments payments,
        Merchants merchants,
        PaymentCheck check,
        PaymentLedger ledger,
        Prepared prepared,
        TimeProvider clock
    ) : IRequestHandler<PrepareCharge, Unit>
    {
        private const int Tries = 3;

        public async Task<Unit> Handle(PrepareCharge request, CancellationToken ct)
        {
            for (var attempt = 1; attempt <= Tries; attempt++)
            {
                var (payment, isOutdated) = await BookAsync(request, ct);
                var now = await Merchants.AskAsync(() => BeginAsync(payment, isOutdated, ct));
                if (now is null)
                    continue;
                await ledger.ApplyAsync(payment.Id, now, ct);
                data.Forget();
                if (now.State == ProviderPaymentState.Closed || isOutdated)
                    continue;
                prepared.Put(new Begun(payment.Id, now));
                return Unit.Value;
            }

            throw Refused.Conflict("The order was changed at the same time. Try again.");
        }

        private async Task<ProviderPayment?> BeginAsync(Payment payment, bool isOutdated, CancellationToken ct)
        {
            if (payment.ExternalId is null)
                return await payments.OpenAsync(
                    await merchants.OfAsync(payment.Account!, ct),
                    new PaymentWish(
                        payment.Reference,
                        payment.Amount,
                        payment.Currency,
                        payment.OrderIdentifier,
                        $"Order {payment.OrderIdentifier}"
                    ),
                    ct
                );
            return isOutdated
                ? await payments.CloseAsync(await merchants.OfAsync(payment.Account!, ct), payment.ExternalId, ct)
                : await check.AskAsync(payment.Id, ct);
        }

        /// <summary>Enters the payment, or finds the one that is open.</summary>
        /// <returns>Outdated: it asks for another amount, or by another account, than the order does now, and has to be ended first.</returns>
        private async Task<(Payment Payment, bool IsOutdated)> BookAsync(PrepareCharge request, CancellationToken ct)
        {
            await using var work = await data.BeginAsync(ct);
            var order = await orders.LockAsync(request.Order, ct);
            gate.Require(OrderPolicy.Charge(gate.Actor, order));
            var e = await data.Set<Event>().AsNoTracking().SingleAsync(x => x.Id == order.EventId, ct);
            ChargeOrder.RequireChargeable(order, request.Request, clock.GetUtcNow());
            var account = await data.Set<StripeAuthorization>()
                .Where(a => a.EventId == e.Id)
                .Select(a => a.StripeUserId)
                .SingleOrDefaultAsync(ct);
            if (!payments.IsConfigured || !e.CanPayByStripe || account is null)
                throw Refused.Conflict("The event does not take payments by stripe.");

            var currency = Refunds.CurrencyOf(order);
            var payment = await data.Set<Payment>()
                .SingleOrDefaultAsync(p => p.OrderId == order.Id && p.Account != null && p.State == PaymentState.Open, ct);
            var isOutdated =
                payment is not null && (payment.Amount != order.Total || payment.Currency != currency || payment.Account != account);
            if (payment is null)
            {
                payment = new Payment
                {
                    OrderId = order.Id,
                    OrderIdentifier = order.Identifier,
                    EventId = e.Id,
                    Provider = PaymentModes.Stripe,
                    Reference = Refunds.NewReference("pay"),
                };
                payment.CheckAt = clock.GetUtcNow() + payment.NextPause;
                data.Set<Payment>().Add(payment);
            }

            // The provider has not confirmed it, so the buyer cannot have paid it: it is begun anew, under another reference.
            if (isOutdated && payment.ExternalId is null)
                (payment.Reference, isOutdated) = (Refunds.NewReference("pay"), false);
            if (!isOutdated)
                (payment.Amount, payment.Currency, payment.Account) = (order.Total, currency, account);
            await data.SaveChangesAsync(ct);
            await work.CommitAsync(ct);
            data.Forget();
            return (payment, isOutdated);
        }
    }
}
