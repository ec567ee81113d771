using System.Linq.Expressions;
using OpenEvent.Application.Common;
using OpenEvent.Application.Events;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>An event is on sale while a ticket that is not hidden can be ordered and has seats left.</summary>
internal sealed class TicketsOnSale : IEventsOnSale
{
    public Expression<Func<Event, bool>> Filter(IData data, DateTimeOffset now)
    {
        var seats = data.Set<TicketSeats>();
        return e =>
            seats.Any(s =>
                s.Ticket.EventId == e.Id
                && s.Ticket.DeletedAt == null
                && !s.Ticket.IsHidden
                && s.Ticket.SalesStartsAt <= now
                && s.Ticket.SalesEndsAt > now
                && (s.Quantity == null || s.Taken < s.Quantity)
            );
    }
}
