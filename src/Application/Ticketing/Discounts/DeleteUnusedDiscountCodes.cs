using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>Permanently deletes an event's ticket discount codes that no order has used. For the event team.</summary>
/// <returns>The number of deleted codes.</returns>
internal sealed record DeleteUnusedDiscountCodes(ResourceKey Event) : ICommand<int>
{
    internal sealed class Handler(IData data, IAuthorization authorization, ResourceCatalog catalog)
        : IRequestHandler<DeleteUnusedDiscountCodes, int>
    {
        public async Task<int> Handle(DeleteUnusedDiscountCodes command, CancellationToken ct)
        {
            authorization.RequireSignIn("Co-organizer access is required.");
            var events = catalog.Of<Event>();
            var id = await data.Set<Event>()
                .Where(events.VisibleTo(authorization.Actor, trashed: false))
                .Where(command.Event.Matches(events))
                .Select(e => (long?)e.Id)
                .SingleOrDefaultAsync(ct)
                ?? throw RejectedException.NotFound("event", command.Event.Text);
            authorization
                .Require(Decision.AllowIf(authorization.Actor.HasCoorganizerAccess(id), "Co-organizer access is required."))
                .Run(DirectWrites.RemoveUnusedCodes);
            return await data.DeleteAsync(
                DirectWrites.RemoveUnusedCodes,
                data.Set<DiscountCode>().Where(c => c.EventId == id && !data.Set<Order>().Any(o => o.DiscountCodeId == c.Id)),
                ct
            );
        }
    }
}
