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
/// Returns the payment that the buyer's browser needs to pay (docs/reference/payments.md#charge), after <see cref="ChargePreflight"/> has
/// created it at the provider. Submits a checkout. The order is not paid by this: only the provider confirms payments.
/// </summary>
internal sealed record ChargeOrder(ResourceKey Order, ChargeRequest Request) : ICommand<ChargeOrder.ChargeResult>
{
    internal sealed record ChargeResult(long OrderId, string OrderIdentifier, ProviderPayment Payment);

    internal sealed class Rules : AbstractValidator<ChargeOrder>
    {
        public Rules() => RuleFor(c => c.Request).SetValidator(new ChargeRequestRules());
    }

    internal sealed class Handler(
        IData data,
        IAuthorization authorization,
        OrderFinder orders,
        IMediator mediator,
        Preflight preflight,
        TimeProvider clock
    ) : IRequestHandler<ChargeOrder, ChargeResult>
    {
        public async Task<ChargeResult> Handle(ChargeOrder command, CancellationToken ct)
        {
            var order = await orders.LockAsync(command.Order, ct);
            authorization.Require(OrderPolicy.Charge(authorization.Actor, order)).Change(order, nameof(Domain.Ticketing.Order.PaymentMode));
            RequireChargeable(order, command.Request, clock.GetUtcNow());
            var (id, providerPayment) = preflight.Get<ChargePreflight.StartedPayment>();
            var payment = await data.Set<Payment>().AsNoTracking().SingleAsync(p => p.Id == id, ct);
            if (payment.State != PaymentState.Open || payment.OrderId != order.Id || payment.Amount != order.Total)
                throw RejectedException.RetryableConflict("The order was changed by another request. Try again.");
            order.PaymentMode ??= PaymentModes.Stripe;
            if (order.Status == OrderStatus.Initializing)
                await mediator.Send(new UpdateOrder(order, Submission), ct);
            return new ChargeResult(order.Id, order.Identifier, providerPayment);
        }

        private static Changes<Order> Submission { get; } =
            new([
                new Change<Order, OrderStatus>(
                    nameof(Domain.Ticketing.Order.Status),
                    "status",
                    OrderStatus.Pending,
                    o => o.Status,
                    (o, status) => o.Status = status,
                    (a, b) => a == b
                ),
            ]);
    }

    /// <exception cref="RejectedException">
    /// Conflict: the order cannot be paid, or not with its payment mode. Invalid: the request lacks data for the payment mode.
    /// </exception>
    public static void RequireChargeable(Order order, ChargeRequest request, DateTimeOffset now)
    {
        if (order.Status is not (OrderStatus.Initializing or OrderStatus.Pending))
            throw RejectedException.Conflict($"The order is {order.Status.ToString().ToLowerInvariant()}: it cannot be charged.");
        if (order.IsPastExpiry(now))
            throw RejectedException.Conflict("The order has expired.");
        if (order.Total == 0)
            throw RejectedException.Conflict("The order is free: it cannot be charged.");
        if (order.PaymentMode == "paypal" && (request.PaypalPayerId is null || request.PaypalPaymentId is null))
            throw RejectedException.Invalid(
                "A payment by PayPal requires paypal-payer-id and paypal-payment-id.",
                request.PaypalPayerId is null ? "/data/attributes/paypal-payer-id" : "/data/attributes/paypal-payment-id"
            );
        if (order.PaymentMode is not (null or PaymentModes.Stripe))
            throw NotConfigured(order.PaymentMode);
    }

    /// <summary>Names the other ways to pay. After the submission, the buyer chooses one in a new order.</summary>
    public static string CannotPayByStripe(Order order, Event e)
    {
        var modes = string.Join(", ", PaymentModes.All.Where(m => PaymentModes.IsOffline(m) && PaymentModes.IsEnabled(m, e)));
        return "The event does not take payments by stripe."
            + modes switch
            {
                "" => " Ask its organizer how to pay.",
                _ when order.Status == OrderStatus.Initializing => $" Choose another payment mode: {modes}.",
                _ => $" Cancel this order, and order again with another payment mode: {modes}.",
            };
    }

    public static RejectedException NotConfigured(string mode) =>
        RejectedException.Conflict(
            PaymentModes.IsOnline(mode)
                ? $"This server is not configured for payments by {mode}."
                : $"The order is paid by {mode}: it cannot be charged."
        );
}
