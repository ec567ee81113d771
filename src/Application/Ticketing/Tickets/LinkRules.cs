using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Events;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>Rules for links between tags or codes and tickets or events. They apply to changes from both sides of a relationship.</summary>
internal static class LinkRules
{
    private const string TicketsPointer = "/data/relationships/tickets/data";

    /// <exception cref="RejectedException">Invalid: they belong to different events.</exception>
    public static Task RequireSameEventAsync<T, TTarget>(IData data, IReadOnlyList<Link> links, CancellationToken ct)
        where T : EventContent
        where TTarget : EventContent =>
        SameEventRule.RequireAsync<T, TTarget>(data, links, "All linked resources must belong to one event.", ct);

    /// <exception cref="RejectedException">Invalid: they belong to different events. Conflict: a ticket is not hidden.</exception>
    public static async Task RequireAccessCodeLinksAsync(IData data, IReadOnlyList<Link> links, CancellationToken ct)
    {
        await RequireSameEventAsync<AccessCode, Ticket>(data, links, ct);
        var to = links.Select(l => l.To).ToList();
        await RequireHiddenAsync(data.Set<Ticket>().Where(t => to.Contains(t.Id)), ct);
    }

    /// <summary>The tickets of an access code are hidden.</summary>
    /// <exception cref="RejectedException">Conflict.</exception>
    public static async Task RequireHiddenAsync(IQueryable<Ticket> tickets, CancellationToken ct)
    {
        if (await tickets.Where(t => !t.IsHidden).OrderBy(t => t.Id).Select(t => t.Name).FirstOrDefaultAsync(ct) is { } open)
            throw RejectedException.Conflict($"\"{open}\" is not hidden: it needs no access code.", TicketsPointer);
    }

    /// <exception cref="RejectedException">Invalid: the code cannot apply to one of the tickets.</exception>
    public static async Task RequireDiscountCodeLinksAsync(IData data, IReadOnlyList<Link> links, CancellationToken ct)
    {
        var from = links.Select(l => l.From).ToList();
        var to = links.Select(l => l.To).ToList();
        var codes = await data.Set<DiscountCode>().Where(c => from.Contains(c.Id)).ToListAsync(ct);
        var tickets = await data.Set<Ticket>().AsNoTracking().Where(t => to.Contains(t.Id)).OrderBy(t => t.Id).ToListAsync(ct);
        foreach (var code in codes)
        {
            if (code.IsPlatformDiscount)
                throw RejectedException.Invalid("A discount for events has no tickets.", TicketsPointer);
            if (tickets.Exists(t => t.EventId != code.EventId))
                throw RejectedException.Invalid("The tickets must belong to the event of the discount code.", TicketsPointer);
            CodeRules.RequireDiscountable(code, tickets);
        }
    }

    /// <exception cref="RejectedException">Invalid: the code is for tickets, or an event already has a platform discount code.</exception>
    public static async Task RequirePlatformDiscountLinksAsync(IData data, IReadOnlyList<Link> links, CancellationToken ct)
    {
        const string Pointer = "/data/relationships/events/data";
        var from = links.Select(l => l.From).ToList();
        var to = links.Select(l => l.To).ToList();
        if (await data.Set<DiscountCode>().AnyAsync(c => from.Contains(c.Id) && c.UsedFor != DiscountCode.ForEvent, ct))
            throw RejectedException.Invalid("A discount for tickets has no relationship events. Use the relationship event.", Pointer);
        if (await data.Set<EventDiscount>().AnyAsync(d => to.Contains(d.EventId), ct))
            throw RejectedException.Invalid("The event already has a discount code.", Pointer);
    }
}
