using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// The tickets that a code covers, for every caller who knows the code's id. The id is as unguessable as the code's text: clients follow
/// the link that they got with the code. A valid access code shows its hidden tickets; the event team always sees them.
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

    /// <exception cref="RejectedException">NotFound: the code does not exist or is not valid now.</exception>
    public override async Task<long> CountAsync(IData data, Actor actor, IQueryable<Ticket> rows, CancellationToken ct)
    {
        var counts = isAccess
            ? GetAccessCodes(data, actor).Select(c => rows.LongCount())
            : GetDiscountCodes(data, actor).Select(c => rows.LongCount());
        return await counts.ToListAsync(ct) is [var count]
            ? count
            : throw RejectedException.NotFound("code", ResourceKey.FromId(codeId).Text);
    }

    /// <summary>The access code, if it is valid or the actor belongs to the event team or staff.</summary>
    private IQueryable<AccessCode> GetAccessCodes(IData data, Actor actor)
    {
        var isStaff = actor.IsStaff;
        var managedEventIds = actor.ManagedEventIds;
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

    /// <summary>The discount code, by the same rule. Platform discount codes are visible to staff only.</summary>
    private IQueryable<DiscountCode> GetDiscountCodes(IData data, Actor actor)
    {
        var isStaff = actor.IsStaff;
        var managedEventIds = actor.ManagedEventIds;
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
