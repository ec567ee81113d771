using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// Fills in a checkout, submits it, cancels it, or moves it on for the event's team. A checkout is submitted by asking for pending, placed or completed;
/// which of them it becomes is the server's to say.
/// </summary>
internal sealed record ChangeOrder(Order Row, Changes<Order> Changes) : ICommand<Order>
{
    internal sealed class Handler(IData data, IGate gate, OrderFlow flow, OrderDiscount discount, AttendeeForms forms, TimeProvider clock)
        : IRequestHandler<ChangeOrder, Order>
    {
        private static readonly OrderPolicy Policy = new();

        public async Task<Order> Handle(ChangeOrder command, CancellationToken ct)
        {
            var (row, changes) = command;
            var isDue = row.IsDue(clock.GetUtcNow());
            if (isDue)
            {
                // Everybody has been shown that it is expired.
                await flow.MoveAsync(row, OrderStatus.Expired, ct);
                changes = changes.Altering(row);
            }

            gate.Require(Policy.Update(gate.Actor, row, changes));
            if (changes.IsEmpty)
                return row;
            if (isDue && !gate.Actor.IsStaff)
                throw Refused.Conflict("The order was not finished in time: it has expired.");

            var e = await data.Set<Event>().AsNoTracking().SingleAsync(x => x.Id == row.EventId, ct);
            var former = row.DiscountCodeId;
            changes.Without(nameof(Order.Status)).ApplyTo(row);
            if (changes.Touches(nameof(Order.Amount)))
                (row.IsAmountFinal, row.Amount) = (
                    true,
                    Currency.Round(
                        row.Amount ?? throw Refused.Invalid("Field may not be null.", "/data/attributes/amount"),
                        row.Terms.Currency
                    )
                );
            if (changes.Touches(nameof(Order.DiscountCode)))
                await discount.ReplaceAsync(row, former, e, ct);
            if (changes.Touches(nameof(Order.PaymentMode)) && row.PaymentMode == PaymentModes.Free && row.Total > 0)
                OrderPayment.RequireTakeable(row, e);
            if (changes.TryGet<OrderStatus>(nameof(Order.Status), out var to))
                await flow.MoveAsync(row, await SettledAsync(row, to, e, ct), ct);
            else if (
                changes.Touches(nameof(Order.Amount), nameof(Order.DiscountCode))
                && row is { Total: 0, Status: OrderStatus.Pending or OrderStatus.Placed }
            )
                await flow.MoveAsync(row, OrderStatus.Completed, ct);
            return row;
        }

        private async Task<OrderStatus> SettledAsync(Order row, OrderStatus to, Event e, CancellationToken ct)
        {
            var isSubmitted =
                row.Status == OrderStatus.Initializing && to is OrderStatus.Pending or OrderStatus.Placed or OrderStatus.Completed;
            if (!isSubmitted || (to == OrderStatus.Completed && row.Total > 0))
                return to;
            if (!gate.Actor.Runs(row.EventId))
            {
                await forms.RequireFilledAsync(row, e, "/data/relationships/attendees", ct);
                OrderPayment.RequireSubmittable(row, e);
            }

            if (to == OrderStatus.Placed && row.Total > 0 && !PaymentModes.IsOffline(row.PaymentMode))
                throw Refused.Invalid(
                    "Only what is paid later, by bank, cheque, onsite or invoice, is placed.",
                    "/data/attributes/payment-mode"
                );
            return OrderFlow.NextOf(row, e) ?? to;
        }
    }
}
