using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// Updates an order: the buyer fills in, submits or cancels it, and the event team changes its status. A checkout is submitted by a request
/// for pending, placed or completed; the server decides which of them it becomes.
/// </summary>
internal sealed record UpdateOrder(Order Row, Changes<Order> Changes) : ICommand<Order>
{
    internal sealed class Handler(
        IData data,
        IAuthorization authorization,
        OrderLifecycle lifecycle,
        OrderDiscountUpdater discount,
        AttendeeFormValidator formValidator,
        TimeProvider clock
    ) : IRequestHandler<UpdateOrder, Order>
    {
        private static readonly OrderPolicy Policy = new();

        public async Task<Order> Handle(UpdateOrder command, CancellationToken ct)
        {
            var (row, changes) = command;
            var isDue = row.IsPastExpiry(clock.GetUtcNow());
            if (isDue)
            {
                // Every read has already shown the order as expired.
                await lifecycle.TransitionAsync(row, OrderStatus.Expired, ct);
                changes = changes.ThatWouldChange(row);
            }

            var grant = authorization
                .Require(Policy.Update(authorization.Actor, row, changes))
                .Change(row, changes)
                .Change(row, OrderLifecycle.StatusMembers);
            if (changes.ContainsAny(nameof(Order.Amount)))
                grant.Change(row, nameof(Order.IsAmountFinal));
            if (changes.ContainsAny(nameof(Order.DiscountCode)))
                grant
                    .Change(row, [nameof(Order.Terms), nameof(Order.DiscountUses), .. OrderLifecycle.PriceMembers])
                    .Change<OrderTicket>(l => l.OrderId == row.Id, nameof(OrderTicket.Discounted))
                    .Run(DirectWrites.ApplyDiscount);
            if (changes.IsEmpty)
                return row;
            if (isDue && !authorization.Actor.IsStaff)
                throw RejectedException.Conflict("The order has expired.");

            var e = (await data.ReadByIdAsync<Event>(row.EventId, ct))!;
            var previousCodeId = row.DiscountCodeId;
            if (changes.ContainsAny(nameof(Order.Amount)) && !row.CanChangePrice)
                throw RejectedException.Conflict(
                    $"The order is {row.Status.ToString().ToLowerInvariant()}: its amount cannot be changed.",
                    "/data/attributes/amount"
                );
            changes.Without(nameof(Order.Status)).ApplyTo(row);
            if (changes.ContainsAny(nameof(Order.Amount)))
            {
                var amount = row.Amount ?? throw RejectedException.Invalid("Field may not be null.", "/data/attributes/amount");
                row.IsAmountFinal = true;
                Currency.Require(amount, row.Terms.Currency, "/data/attributes/amount");
            }
            if (changes.ContainsAny(nameof(Order.DiscountCode)))
                await discount.ReplaceAsync(row, previousCodeId, e, ct);
            if (changes.ContainsAny(nameof(Order.PaymentMode)) && row.PaymentMode == PaymentModes.Free && row.Total > 0)
                OrderPaymentRules.RequireAcceptedPaymentMode(row, e);
            if (changes.TryGet<OrderStatus>(nameof(Order.Status), out var targetStatus))
                await lifecycle.TransitionAsync(row, await ResolveStatusAsync(row, targetStatus, e, ct), ct);
            if (changes.ContainsAny(nameof(Order.Amount), nameof(Order.DiscountCode)) && row.CanChangePrice)
                await lifecycle.AfterNewAmountAsync(row, ct);
            return row;
        }

        private async Task<OrderStatus> ResolveStatusAsync(Order row, OrderStatus targetStatus, Event e, CancellationToken ct)
        {
            var isSubmitted =
                row.Status == OrderStatus.Initializing
                && targetStatus is OrderStatus.Pending or OrderStatus.Placed or OrderStatus.Completed;
            if (!isSubmitted || (targetStatus == OrderStatus.Completed && row.Total > 0))
                return targetStatus;
            if (!authorization.Actor.HasCoorganizerAccess(row.EventId))
            {
                if (e.State != EventState.Published || e.DeletedAt is not null)
                    throw RejectedException.Conflict("The event is not on sale any more.", "/data/attributes/status");
                SaleRules.RequireOpen([], e, clock.GetUtcNow(), "/data/attributes/status");
                await formValidator.RequireCompleteAsync(row, e, "/data/relationships/attendees", ct);
                OrderPaymentRules.RequireSubmittable(row, e);
            }

            if (targetStatus == OrderStatus.Placed && row.Total > 0 && !PaymentModes.IsOffline(row.PaymentMode))
                throw RejectedException.Invalid(
                    "Only an order with payment mode bank, cheque, onsite or invoice can be placed.",
                    "/data/attributes/payment-mode"
                );
            return OrderLifecycle.GetNextStatus(row, e) ?? targetStatus;
        }
    }
}
