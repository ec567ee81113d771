using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>A change of a ticket. What was ordered keeps its price; there are never fewer seats than are taken.</summary>
internal sealed record ChangeTicket(Ticket Row, Changes<Ticket> Changes) : ICommand<Ticket>
{
    internal sealed class Handler(IData data, IGate gate) : IRequestHandler<ChangeTicket, Ticket>
    {
        private static readonly TicketPolicy Policy = new();

        /// <summary>A ticket whose event was moved since is not refused for a new description.</summary>
        private static readonly string[] Ruled =
        [
            nameof(Ticket.Type),
            nameof(Ticket.Quantity),
            nameof(Ticket.Price),
            nameof(Ticket.MinPrice),
            nameof(Ticket.MaxPrice),
            nameof(Ticket.MinOrder),
            nameof(Ticket.MaxOrder),
            nameof(Ticket.SalesStartsAt),
            nameof(Ticket.SalesEndsAt),
        ];

        public async Task<Ticket> Handle(ChangeTicket command, CancellationToken ct)
        {
            var (row, changes) = command;
            gate.Require(Policy.Update(gate.Actor, row, changes));
            changes.ApplyTo(row);
            if (changes.Touches(Ruled))
                TicketRules.Require(row, await data.Set<Event>().AsNoTracking().SingleAsync(e => e.Id == row.EventId, ct));
            if (changes.Touches(nameof(Ticket.Quantity)))
                await ResizeAsync(row, ct);
            return row;
        }

        private async Task ResizeAsync(Ticket row, CancellationToken ct)
        {
            var (id, quantity) = (row.Id, row.Quantity);
            var resized = await data.Set<TicketSeats>()
                .Where(s => s.TicketId == id && (quantity == null || s.Taken <= quantity))
                .ExecuteUpdateAsync(set => set.SetProperty(s => s.Quantity, quantity), ct);
            if (resized == 0)
                throw Refused.Conflict("More seats than that are taken already.", "/data/attributes/quantity");
        }
    }
}
