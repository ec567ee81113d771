using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Identity;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>Blocks the deletion of an account that has active orders for events that have not ended.</summary>
internal sealed class OrderAccountDeletionBlocker(IData data, TimeProvider clock) : IAccountDeletionBlocker
{
    public async Task<string?> FindReasonAsync(long userId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return await data.Set<Order>()
            .AnyAsync(
                o =>
                    o.UserId == userId
                    && o.Event.EndsAt > now
                    && o.Event.DeletedAt == null
                    && o.Status != OrderStatus.Cancelled
                    && o.Status != OrderStatus.Expired
                    && !(o.ExpiresAt <= now),
                ct
            )
            ? "Users with orders for upcoming events cannot be deleted. Cancel the orders first."
            : null;
    }
}
