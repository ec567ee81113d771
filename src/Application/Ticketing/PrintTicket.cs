using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>One attendee's ticket as it is now.</summary>
internal sealed record PrintTicket(long AttendeeId) : IRequest<PrintTickets.Document>
{
    internal sealed class Handler(IData data, IGate gate, TicketPrinter printer) : IRequestHandler<PrintTicket, PrintTickets.Document>
    {
        private static readonly AttendeePolicy Policy = new();

        public async Task<PrintTickets.Document> Handle(PrintTicket query, CancellationToken ct)
        {
            var called = data.Set<Attendee>().AsNoTracking().Where(a => a.Id == query.AttendeeId && a.DeletedAt == null);
            var seat = await called.Where(Policy.Visible(gate.Actor)).Include(a => a.Order).SingleOrDefaultAsync(ct);
            if (seat is null)
            {
                if (await called.AnyAsync(ct))
                    gate.Require(Decision.Deny("You may not see this attendee."));
                throw Refused.Missing("attendee", $"{query.AttendeeId}");
            }

            gate.Require(AttendeePolicy.Print(gate.Actor, seat));
            var order = seat.OrderId is { } id ? await printer.LoadAsync(id, ct) : null;
            if (order is null)
                throw Refused.Conflict("The attendee has no order, and so no ticket.");
            PrintTickets.RequireTickets(order);
            var attendee = order.Attendees.First(a => a.Id == seat.Id);
            return new PrintTickets.Document(
                printer.Ticket(order, attendee, await printer.EventAsync(order.Event, ct)),
                $"ticket-{attendee.Identifier}.pdf"
            );
        }
    }
}
