using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Identity;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>Whoever has ordered tickets to an event that is still to come cancels them before he leaves.</summary>
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
            ? "Users who have orders of events to come cannot be deleted: cancel the orders first."
            : null;
    }
}
