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

        public async Task<Ticket> Handle(UpdateTicket command, CancellationToken ct)
        {
            var (row, changes) = command;
            authorization.Require(Policy.Update(authorization.Actor, row, changes)).Change(row, changes).Run(DirectWrites.LimitSeats);
            var e = await data.Set<Event>().AsNoTracking().SingleAsync(x => x.Id == row.EventId, ct);
            // A deleted ticket breaks nothing: the event and the codes may have changed since.
            var codes = await TicketCodeRules.LoadAsync(data, row, changes, ct);
            var brokenBefore = row.DeletedAt is null ? FindProblems() : [];
            changes.ApplyTo(row);
            // What was broken before this change, e.g. by an earlier version, does not stop a change of something else.
            TicketRules.Require(FindProblems().Where(p => !brokenBefore.Contains(p) || changes.Items.Any(c => c.Name == p.Name)));
            if (changes.ContainsAny(nameof(Ticket.Quantity)))
                await UpdateQuantityAsync(row, ct);
            return row;

            List<(string Name, string Detail)> FindProblems() => [.. TicketRules.FindProblems(row, e), .. codes.FindProblems(row)];
        }

        private async Task UpdateQuantityAsync(Ticket row, CancellationToken ct)
        {
            var id = row.Id;
            var quantity = row.Quantity;
            var resized = await data.UpdateAsync(
                DirectWrites.LimitSeats,
                data.Set<TicketSeats>().Where(s => s.TicketId == id && (quantity == null || s.Taken <= quantity)),
                set => set.SetProperty(s => s.Quantity, quantity),
                ct
            );
            if (resized == 0)
                throw RejectedException.Conflict("More seats than this quantity are already taken.", "/data/attributes/quantity");
        }
    }
}
