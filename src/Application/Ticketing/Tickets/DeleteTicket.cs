using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>Deletes a ticket that has no live orders.</summary>
internal sealed record DeleteTicket(Ticket Row) : ICommand<Unit>
{
    internal sealed class Handler(IData data, IAuthorization authorization, TimeProvider clock) : IRequestHandler<DeleteTicket, Unit>
    {
        private static readonly TicketPolicy Policy = new();

        public async Task<Unit> Handle(DeleteTicket command, CancellationToken ct)
        {
            authorization.Require(Policy.Delete(authorization.Actor, command.Row)).Trash(command.Row);
            // This update locks the seat counter, from which orders take their seats, so no order can be created meanwhile.
            var id = command.Row.Id;
            var now = clock.GetUtcNow();
            await data.UpdateAsync(
                DirectWrites.CountSeats,
                data.Set<TicketSeats>().Where(s => s.TicketId == id),
                set => set.SetProperty(s => s.Taken, s => s.Taken),
                ct
            );
            if (
                await data.Set<OrderTicket>()
                    .AnyAsync(
                        t =>
                            t.TicketId == id
                            && t.Quantity > 0
                            && t.Order.Status != OrderStatus.Expired
                            && t.Order.Status != OrderStatus.Cancelled
                            && !(t.Order.ExpiresAt <= now),
                        ct
                    )
            )
                authorization.Require(Decision.Deny("The ticket has live orders. Cancel them first."));
            command.Row.DeletedAt = now;
            return Unit.Value;
        }
    }
}
