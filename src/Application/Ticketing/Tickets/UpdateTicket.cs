using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>Updates a ticket. Existing orders keep their price. The quantity cannot be lower than the number of taken seats.</summary>
internal sealed record UpdateTicket(Ticket Row, Changes<Ticket> Changes) : ICommand<Ticket>
{
    internal sealed class Handler(IData data, IAuthorization authorization) : IRequestHandler<UpdateTicket, Ticket>
    {
        private static readonly TicketPolicy Policy = new();

        /// <summary>
        /// Only a change of these attributes is validated. So a new description is accepted even if the ticket's dates no longer fit an
        /// event that was moved.
        /// </summary>
        private static readonly string[] ValidatedAttributes =
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

        public async Task<Ticket> Handle(UpdateTicket command, CancellationToken ct)
        {
            var (row, changes) = command;
            authorization.Require(Policy.Update(authorization.Actor, row, changes));
            changes.ApplyTo(row);
            if (changes.ContainsAny(ValidatedAttributes))
                TicketRules.Require(row, await data.Set<Event>().AsNoTracking().SingleAsync(e => e.Id == row.EventId, ct));
            if (changes.ContainsAny(nameof(Ticket.Quantity)))
                await UpdateQuantityAsync(row, ct);
            return row;
        }

        private async Task UpdateQuantityAsync(Ticket row, CancellationToken ct)
        {
            var id = row.Id;
            var quantity = row.Quantity;
            var resized = await data.Set<TicketSeats>()
                .Where(s => s.TicketId == id && (quantity == null || s.Taken <= quantity))
                .ExecuteUpdateAsync(set => set.SetProperty(s => s.Quantity, quantity), ct);
            if (resized == 0)
                throw RejectedException.Conflict("More seats than this quantity are already taken.", "/data/attributes/quantity");
        }
    }
}
