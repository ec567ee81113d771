using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Identity;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Identity;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// An account cannot be erased while it has active orders for events that have not ended, because the contract needs the buyer, or while it
/// owes an invoice, or fees that the next invoice will have.
/// </summary>
internal sealed class OrderErasureBlocker(IData data, InvoiceSettings settings, TimeProvider clock) : IAccountErasureBlocker
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
        if (invoices.Count > 0)
            return $"Pay these invoices first: {string.Join(", ", invoices)}.";
        return await HasFeesOfThisMonthAsync(userId, now, ct)
            ? "The fees of this month's orders are invoiced on the first day of the next month. Pay that invoice first."
            : null;
    }

    /// <summary>
    /// Fees of former months are invoiced, or below <see cref="InvoiceSettings.Least"/>. The job has a day for the invoices of a month.
    /// </summary>
    private async Task<bool> HasFeesOfThisMonthAsync(long userId, DateTimeOffset now, CancellationToken ct)
    {
        if (!settings.Enabled)
            return false;
        var day = now.AddDays(-1);
        var period = new DateTimeOffset(day.Year, day.Month, 1, 0, 0, 0, TimeSpan.Zero);
        var owned = data.Set<UsersEventsRole>().Where(r => r.UserId == userId && r.RoleId == Role.OwnerId).Select(r => r.EventId);
        return await data.Set<Order>()
            .AnyAsync(
                o =>
                    owned.Contains(o.EventId)
                    && o.Status == OrderStatus.Completed
                    && o.Amount > o.AmountRefunded
                    && o.CompletedAt >= period
                    && o.EventInvoiceId == null
                    && data.Set<TicketFee>().Any(f => f.Currency == o.Terms.Currency && f.ServiceFee > 0),
                ct
            );
    }
}
