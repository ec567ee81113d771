using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// Starts the payment of an order at the provider, or finds the payment that was started before, for <see cref="ChargeOrder"/>. The payment
/// is recorded and committed before the provider is called. If the call fails, the next attempt finds the record and creates no second
/// payment.
/// </summary>
internal sealed record ChargePreflight(ResourceKey Order, ChargeRequest Request) : IRequest<Unit>
{
    internal sealed record StartedPayment(long PaymentId, ProviderPayment Payment);

    internal sealed class Rules : AbstractValidator<ChargePreflight>
    {
        public Rules() => RuleFor(r => r.Request).SetValidator(new ChargeRequestRules());
    }

    internal sealed class Handler(
        IData data,
        IAuthorization authorization,
        OrderFinder orders,
        IPaymentProvider paymentProvider,
        MerchantAccounts merchants,
        PaymentSynchronizer synchronizer,
        PaymentRecorder recorder,
        Preflight preflight,
        TimeProvider clock
    ) : IRequestHandler<ChargePreflight, Unit>
    {
        private const int MaxAttempts = 3;

        /// <summary>What a charge writes to an open payment that the buyer has not seen.</summary>
        private static readonly string[] StartedMembers =
        [
            nameof(Payment.Reference),
            nameof(Payment.KeyVersion),
            nameof(Payment.Amount),
            nameof(Payment.Currency),
            nameof(Payment.Account),
        ];

        public async Task<Unit> Handle(ChargePreflight request, CancellationToken ct)
        {
            for (var attempt = 1; attempt <= MaxAttempts; attempt++)
            {
                var (payment, isOutdated) = await RecordPaymentAsync(request, ct);
                var providerPayment = await MerchantAccounts.CallProviderAsync(() => StartOrReplaceAsync(payment, isOutdated, ct));
                if (providerPayment is null)
                    continue;
                await recorder.ApplyAsync(payment.Id, providerPayment, ct);
                data.ClearTracking();
                if (providerPayment.State == ProviderPaymentState.Closed || isOutdated)
                    continue;
                preflight.Set(new StartedPayment(payment.Id, providerPayment));
                return Unit.Value;
            }

            throw RejectedException.RetryableConflict("The order was changed by another request. Try again.");
        }

        /// <returns>Null: another attempt can succeed.</returns>
        private async Task<ProviderPayment?> StartOrReplaceAsync(Payment payment, bool isOutdated, CancellationToken ct)
        {
            try
            {
                return await StartPaymentAsync(payment, isOutdated, ct);
            }
            catch (PaymentDelayedException delay) when (delay.IsStoredError && payment.ExternalId is null)
            {
                await recorder.ChangeKeyAsync(payment.Id, ct);
                return null;
            }
            catch (PaymentAccessException)
            {
                // The buyer's browser cannot pay it without the account either.
                if (isOutdated && payment.ExternalId is { } external)
                    return new ProviderPayment(external, ProviderPaymentState.Closed, "inaccessible", 0, 0, payment.Currency);
                await merchants.CommitAccessCheckAsync(payment.Id, ct);
                throw RejectedException.Conflict(await GetOtherModesAsync(payment, ct));
            }
        }

        private async Task<string> GetOtherModesAsync(Payment payment, CancellationToken ct)
        {
            var order = await data.Set<Order>().AsNoTracking().Include(o => o.Event).SingleAsync(o => o.Id == payment.OrderId, ct);
            return ChargeOrder.CannotPayByStripe(order, order.Event);
        }

        private async Task<ProviderPayment?> StartPaymentAsync(Payment payment, bool isOutdated, CancellationToken ct)
        {
            if (payment.ExternalId is null)
                return await paymentProvider.CreatePaymentAsync(
                    await merchants.GetAsync(payment.Account!, ct),
                    new PaymentRequest(
                        payment.Reference,
                        payment.IdempotencyKey,
                        payment.Amount,
                        payment.Currency,
                        payment.OrderIdentifier,
                        $"Order {payment.OrderIdentifier}"
                    ),
                    ct
                );
            return isOutdated
                ? await paymentProvider.CancelPaymentAsync(await merchants.GetAsync(payment.Account!, ct), payment.ExternalId, ct)
                : await synchronizer.FetchAsync(payment.Id, ct);
        }

        /// <summary>Records a new payment, or finds the open one.</summary>
        /// <returns>
        /// IsOutdated: the open payment's amount, currency or account differs from the order's, so it must be cancelled first.
        /// </returns>
        private async Task<(Payment Payment, bool IsOutdated)> RecordPaymentAsync(ChargePreflight request, CancellationToken ct)
        {
            await using var transaction = await data.BeginTransactionAsync(ct);
            var order = await orders.LockAsync(request.Order, ct);
            authorization
                .Require(OrderPolicy.Charge(authorization.Actor, order))
                .Create<Payment>(p => p.OrderId == order.Id)
                .Change<Payment>(p => p.OrderId == order.Id && p.State == PaymentState.Open, StartedMembers);
            var e = await data.Set<Event>().AsNoTracking().SingleAsync(x => x.Id == order.EventId, ct);
            ChargeOrder.RequireChargeable(order, request.Request, clock.GetUtcNow());
            var account = await data.Set<StripeAuthorization>()
                .Where(a => a.EventId == e.Id)
                .Select(a => a.StripeUserId)
                .SingleOrDefaultAsync(ct);
            if (!paymentProvider.IsConfigured || !e.CanPayByStripe || account is null)
                throw RejectedException.Conflict(ChargeOrder.CannotPayByStripe(order, e));

            var currency = RefundProcessor.GetCurrency(order);
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
                    Reference = RefundProcessor.NewReference("pay"),
                };
                payment.CheckAt = clock.GetUtcNow() + payment.NextCheckDelay;
                data.Set<Payment>().Add(payment);
            }

            // The provider has not confirmed the payment, so the buyer cannot have paid it. It is started again under a new reference.
            if (isOutdated && payment.ExternalId is null)
            {
                payment.Reference = RefundProcessor.NewReference("pay");
                payment.KeyVersion = 0;
                isOutdated = false;
            }
            if (!isOutdated)
            {
                payment.Amount = order.Total;
                payment.Currency = currency;
                payment.Account = account;
            }
            await data.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
            data.ClearTracking();
            return (payment, isOutdated);
        }
    }
}
