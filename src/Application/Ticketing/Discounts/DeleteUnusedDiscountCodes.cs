using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Application.Events;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>Permanently deletes an event's ticket discount codes that no order has used. For the event team.</summary>
/// <returns>The number of deleted codes.</returns>
internal sealed record DeleteUnusedDiscountCodes(ResourceKey Event) : ICommand<int>
{
    internal sealed class Handler(IData data, EventFinder events) : IRequestHandler<DeleteUnusedDiscountCodes, int>
    {
        public async Task<int> Handle(DeleteUnusedDiscountCodes command, CancellationToken ct)
        {
            var (e, grant) = await events.RequireCoorganizerAsync(command.Event, ct);
            grant.Run(DirectWrites.RemoveUnusedCodes);
            return await data.DeleteAsync(
                DirectWrites.RemoveUnusedCodes,
                data.Set<DiscountCode>().Where(c => c.EventId == e.Id && !data.Set<Order>().Any(o => o.DiscountCodeId == c.Id)),
                ct
            );
        }
    }
}
