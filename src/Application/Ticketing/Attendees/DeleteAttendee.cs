using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>Deletes an attendee and returns the seat that their order held for them.</summary>
[TokenModule(TokenModule.Attendees)]
internal sealed record DeleteAttendee(Attendee Row) : ICommand<Unit>
{
    internal sealed class Handler(
        IData data,
        IAuthorization authorization,
        SeatReservations seats,
        OrderLifecycle lifecycle,
        IOutbox outbox,
        TimeProvider clock
    ) : IRequestHandler<DeleteAttendee, Unit>
    {
        private static readonly AttendeePolicy Policy = new();

        public async Task<Unit> Handle(DeleteAttendee command, CancellationToken ct)
        {
            var row = command.Row;
            if (row.OrderId is { } order)
            {
                await data.LockRowAsync<Order>(order, ct);
                row.Order = await data.Set<Order>().SingleAsync(o => o.Id == order, ct);
            }

            authorization
                .Require(Policy.Delete(authorization.Actor, row))
                .Trash(row)
                .Change<Order>(
                    o => o.Id == row.OrderId,
                    [nameof(Order.DiscountUses), nameof(Order.AccessUses), .. OrderLifecycle.PriceMembers, .. OrderLifecycle.StatusMembers]
                )
                .Run(DirectWrites.ReturnSeat);
            await ReturnSeatAsync(row, ct);
            row.DeletedAt = clock.GetUtcNow();
            return Unit.Value;
        }

        /// <summary>
        /// Returns the attendee's seat, and prices an unsettled order again without it. A seat is returned once: the attendee's row is
        /// locked, and nothing is returned for a deleted attendee.
        /// </summary>
        private async Task ReturnSeatAsync(Attendee row, CancellationToken ct)
        {
            if (row.DeletedAt is not null || row.Order is not { } order || !order.Status.HoldsSeats())
                return;
            VoidDocuments.Queue(outbox, $"{row.Identifier} deleted", order, [row.Identifier], withSummary: false);
            await seats.ReturnSeatAsync(order, row, ct);
            await lifecycle.RepriceAsync(order, ct);
        }
    }
}
