using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>How many seats of each visible ticket are left; what expired checkouts still hold counts as free.</summary>
internal sealed record TicketAvailability(Key Event) : IRequest<IReadOnlyList<TicketAvailability.Row>>
{
    /// <param name="Available">Never below zero; null: no limit.</param>
    internal sealed record Row(long Id, string Name, int? Quantity, int? Available);

    internal sealed class Handler(IData data, IGate gate, ResourceCatalog catalog, TimeProvider clock)
        : IRequestHandler<TicketAvailability, IReadOnlyList<Row>>
    {
        public async Task<IReadOnlyList<Row>> Handle(TicketAvailability query, CancellationToken ct)
        {
            var events = catalog.Of<Event>();
            var id = await data.Set<Event>()
                .Where(events.VisibleTo(gate.Actor, trashed: false))
                .Where(query.Event.On(events))
                .Select(e => (long?)e.Id)
                .SingleOrDefaultAsync(ct)
                ?? throw Refused.Missing("event", query.Event.Text);
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
                .. found.Select(s => new Row(
                    s.TicketId,
                    s.Name,
                    s.Quantity,
                    s.Quantity is { } all ? Math.Max(0, all - s.Taken + s.Due) : null
                )),
            ];
        }
    }
}
