using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// The tickets that a code is for, for whoever has its id, which is as unguessable as its text: clients follow the link that they got with the code. An
/// access code that is good now shows its hidden tickets; the event's team sees them anyway.
/// </summary>
internal sealed class CodeTicketsScope(long codeId, bool isAccess, TimeProvider clock) : ResourceScope<Ticket>
{
    private readonly DateTimeOffset _now = clock.GetUtcNow();

    public override Actor ReadAs(Actor actor) => isAccess ? actor with { SuppliedCode = new SuppliedCode(codeId, null, _now) } : actor;

    public override IQueryable<Ticket> Rows(IData data, Actor actor)
    {
        var tickets = data.Set<Ticket>();
        if (isAccess)
        {
            var access = GetAccessCodes(data, actor);
            return tickets.Where(t => data.Set<AccessCodeTicket>().Any(l => l.TicketId == t.Id && access.Any(c => c.Id == l.AccessCodeId)));
        }

        var discounts = GetDiscountCodes(data, actor);
        return tickets.Where(t =>
            data.Set<DiscountCodeTicket>().Any(l => l.TicketId == t.Id && discounts.Any(c => c.Id == l.DiscountCodeId))
        );
    }

    /// <exception cref="RejectedException">Missing: no such code, or it is not good now.</exception>
    public override async Task<long> CountAsync(IData data, Actor actor, IQueryable<Ticket> rows, CancellationToken ct)
    {
        var counts = isAccess
            ? GetAccessCodes(data, actor).Select(c => rows.LongCount())
            : GetDiscountCodes(data, actor).Select(c => rows.LongCount());
        return await counts.ToListAsync(ct) is [var count]
            ? count
            : throw RejectedException.NotFound("code", ResourceKey.FromId(codeId).Text);
    }

    /// <summary>The access code, if it is good or this actor runs its event.</summary>
    private IQueryable<AccessCode> GetAccessCodes(IData data, Actor actor)
    {
        var (isStaff, managedEventIds) = (actor.IsStaff, actor.ManagedEventIds);
        return data.Set<AccessCode>()
            .Where(c =>
                c.Id == codeId
                && c.DeletedAt == null
                && c.Event.DeletedAt == null
                && (
                    isStaff
                    || managedEventIds.Contains(c.EventId)
                    || (c.Event.State == EventState.Published && CodeRules.IsValid(c, c.Event.EndsAt, _now))
                )
            );
    }

    /// <summary>The discount code, likewise; a platform's is staff's.</summary>
    private IQueryable<DiscountCode> GetDiscountCodes(IData data, Actor actor)
    {
        var (isStaff, managedEventIds) = (actor.IsStaff, actor.ManagedEventIds);
        return data.Set<DiscountCode>()
            .Where(c =>
                c.Id == codeId
                && c.DeletedAt == null
                && (
                    c.Event == null
                        ? isStaff
                        : c.Event.DeletedAt == null
                            && (
                                isStaff
                                || managedEventIds.Contains(c.Event.Id)
                                || (c.Event.State == EventState.Published && CodeRules.IsValid(c, c.Event.EndsAt, _now))
                            )
                )
            );
    }
}
