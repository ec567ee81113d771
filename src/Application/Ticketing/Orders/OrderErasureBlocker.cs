using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Identity;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// An account cannot be erased while it has active orders for events that have not ended, because the contract needs the buyer, or while it
/// owes an invoice.
/// </summary>
internal sealed class OrderErasureBlocker(IData data, TimeProvider clock) : IAccountErasureBlocker
{
    private const int MaxNames = 10;

    public async Task<string?> FindReasonAsync(long userId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var orders = await data.Set<Order>()
            .Where(o =>
                o.UserId == userId
                && o.Event.EndsAt > now
                && o.Event.DeletedAt == null
                && o.Status != OrderStatus.Cancelled
                && o.Status != OrderStatus.Expired
                && !(o.ExpiresAt <= now)
            )
            .OrderBy(o => o.Id)
            .Select(o => new { o.Event.Name, o.Identifier })
            .Take(MaxNames)
            .ToListAsync(ct);
        if (orders.Count > 0)
            return $"Cancel these orders first, or wait until the event is over: "
                + $"{string.Join(", ", orders.Select(o => $"{o.Name} ({o.Identifier})"))}.";
        var invoices = await data.Set<EventInvoice>()
            .Where(i => i.UserId == userId && i.Status == EventInvoice.Due && i.DeletedAt == null && i.Amount > 0)
            .OrderBy(i => i.Id)
            .Select(i => i.Identifier)
            .Take(MaxNames)
            .ToListAsync(ct);
        return invoices.Count == 0 ? null : $"Pay these invoices first: {string.Join(", ", invoices)}.";
    }
}
