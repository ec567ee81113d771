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
internal sealed class TicketsOfCode(long codeId, bool isAccess, TimeProvider clock) : Scope<Ticket>
{
    private readonly DateTimeOffset _now = clock.GetUtcNow();

    public override Actor Admit(Actor actor) => isAccess ? actor with { NamedCode = new NamedCode(codeId, null, _now) } : actor;

    public override IQueryable<Ticket> Rows(IData data, Actor actor)
    {
        var tickets = data.Set<Ticket>();
        if (isAccess)
        {
            var access = Access(data, actor);
            return tickets.Where(t => data.Set<AccessCodeTicket>().Any(l => l.TicketId == t.Id && access.Any(c => c.Id == l.AccessCodeId)));
        }

        var discounts = Discounts(data, actor);
        return tickets.Where(t =>
            data.Set<DiscountCodeTicket>().Any(l => l.TicketId == t.Id && discounts.Any(c => c.Id == l.DiscountCodeId))
        );
    }

    /// <exception cref="Refused">Missing: no such code, or it is not good now.</exception>
    public override async Task<long> CountAsync(IData data, Actor actor, IQueryable<Ticket> rows, CancellationToken ct)
    {
        var counts = isAccess ? Access(data, actor).Select(c => rows.LongCount()) : Discounts(data, actor).Select(c => rows.LongCount());
        return await counts.ToListAsync(ct) is [var count] ? count : throw Refused.Missing("code", Key.Of(codeId).Text);
    }

    /// <summary>The access code, if it is good or this actor runs its event.</summary>
    private IQueryable<AccessCode> Access(IData data, Actor actor)
    {
        var (staff, run) = (actor.IsStaff, actor.EventsRun);
        return data.Set<AccessCode>()
            .Where(c =>
                c.Id == codeId
                && c.DeletedAt == null
                && c.Event.DeletedAt == null
                && (
                    staff || run.Contains(c.EventId) || (c.Event.State == EventState.Published && CodeRules.IsGood(c, c.Event.EndsAt, _now))
                )
            );
    }

    /// <summary>The discount code, likewise; a platform's is staff's.</summary>
    private IQueryable<DiscountCode> Discounts(IData data, Actor actor)
    {
        var (staff, run) = (actor.IsStaff, actor.EventsRun);
        return data.Set<DiscountCode>()
            .Where(c =>
                c.Id == codeId
                && c.DeletedAt == null
                && (
                    c.Event == null
                        ? staff
                        : c.Event.DeletedAt == null
                            && (
                                staff
                                || run.Contains(c.Event.Id)
                                || (c.Event.State == EventState.Published && CodeRules.IsGood(c, c.Event.EndsAt, _now))
                            )
                )
            );
    }
}
