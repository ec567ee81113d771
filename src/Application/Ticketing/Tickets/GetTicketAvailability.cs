using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Events;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// Returns the number of available seats of each visible ticket (docs/reference/tickets.md#availability). Seats held by overdue orders
/// count as free.
/// </summary>
internal sealed record GetTicketAvailability(ResourceKey Event) : IRequest<IReadOnlyList<GetTicketAvailability.AvailableTicket>>
{
    /// <param name="Available">Zero or more. Null: no limit.</param>
    internal sealed record AvailableTicket(long Id, string Name, int? Quantity, int? Available);

    internal sealed class Handler(IData data, EventFinder events, TimeProvider clock)
        : IRequestHandler<GetTicketAvailability, IReadOnlyList<AvailableTicket>>
    {
        public async Task<IReadOnlyList<AvailableTicket>> Handle(GetTicketAvailability query, CancellationToken ct)
        {
            var id = await events.GetVisibleIdAsync(query.Event, ct);
            var now = clock.GetUtcNow();
            var found = await data.Set<TicketSeats>()
                .AsNoTracking()
                .Where(s => s.Ticket.EventId == id && s.Ticket.DeletedAt == null && !s.Ticket.IsHidden)
                .OrderBy(s => s.Ticket.Position)
                .ThenBy(s => s.TicketId)
                .Select(s => new
                {
                    s.TicketId,
                    s.Ticket.Name,
                    s.Quantity,
                    s.Taken,
                    Due = data.Set<OrderTicket>()
                        .Where(l =>
                            l.TicketId == s.TicketId
                            && l.Order.ExpiresAt <= now
                            && (l.Order.Status == OrderStatus.Initializing || l.Order.Status == OrderStatus.Pending)
                        )
                        .Sum(l => l.Quantity),
                })
                .ToListAsync(ct);
            return
            [
                .. found.Select(s => new AvailableTicket(
                    s.TicketId,
                    s.Name,
                    s.Quantity,
                    s.Quantity is { } all ? Math.Max(0, all - s.Taken + s.Due) : null
                )),
            ];
        }
    }
}
