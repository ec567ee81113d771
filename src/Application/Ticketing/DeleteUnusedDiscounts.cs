using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>Removes an event's discount codes for tickets that no order has ever named, for good.</summary>
internal sealed record DeleteUnusedDiscounts(Key Event) : ICommand<int>
{
    internal sealed class Handler(IData data, IGate gate, ResourceCatalog catalog) : IRequestHandler<DeleteUnusedDiscounts, int>
    {
        public async Task<int> Handle(DeleteUnusedDiscounts command, CancellationToken ct)
        {
            gate.Require(Decision.When(gate.Actor.IsSignedIn, "Co-organizer access is required."));
            var events = catalog.Of<Event>();
            var id = await data.Set<Event>()
                .Where(events.VisibleTo(gate.Actor, trashed: false))
                .Where(command.Event.On(events))
                .Select(e => (long?)e.Id)
                .SingleOrDefaultAsync(ct)
                ?? throw Refused.Missing("event", command.Event.Text);
            gate.Require(Decision.When(gate.Actor.Runs(id), "Co-organizer access is required."));
            return await data.Set<DiscountCode>()
                .Where(c => c.EventId == id && !data.Set<Order>().Any(o => o.DiscountCodeId == c.Id))
                .ExecuteDeleteAsync(ct);
        }
    }
}
