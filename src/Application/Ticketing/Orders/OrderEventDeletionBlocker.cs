using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Events;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>Blocks the deletion of an event that has active orders.</summary>
internal sealed class OrderEventDeletionBlocker : IEventDeletionBlocker
{
    public async Task<string?> FindReasonAsync(IData data, long eventId, CancellationToken ct) =>
        await data.Set<Order>()
            .AnyAsync(
                o =>
                    o.EventId == eventId
                    && o.Status != OrderStatus.Cancelled
                    && o.Status != OrderStatus.Expired
                    && !(o.ExpiresAt <= DatabaseClock.Now()),
                ct
            )
            ? "The event has orders. Cancel them first, or ask a super administrator."
            : null;
}
