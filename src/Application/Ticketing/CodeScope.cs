using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// The code of an event that somebody has the exact text of (<c>spec/mission.md</c> S4): he sees it and what it is for, hidden tickets too, and nothing
/// else more than before.
/// </summary>
internal abstract class CodeScope<TCode>(Resource<Event> events, Key eventKey, TimeProvider clock) : Scope<TCode> where TCode : Entity, ICode
{
    private long _found;

    public override IQueryable<TCode> Rows(IData data, Actor actor) => data.Set<TCode>().Where(c => c.Id == _found);

    public override Task<long> CountAsync(IData data, Actor actor, IQueryable<TCode> rows, CancellationToken ct) => rows.LongCountAsync(ct);

    /// <exception cref="Refused">Missing: no such event or code; NotOffered: the code is not good now.</exception>
    public override async Task<Actor> AdmitAsync(IData data, Actor actor, CancellationToken ct)
    {
        var called = data.Set<Event>().AsNoTracking().Where(events.VisibleTo(actor, trashed: false)).Where(eventKey.On(events));
        var found = await Find(data, actor, called).OrderBy(f => f.Code.Id).FirstOrDefaultAsync(ct) ?? throw Refused.Missing("code", "of that name");
        if (CodeRules.Objection(found.Code, found.Event, clock.GetUtcNow()) is { } objection) throw Refused.NotOffered(objection);
        _found = found.Code.Id;
        return actor with { KnownCodes = [_found], OpenedTickets = [.. found.Tickets] };
    }

    /// <summary>The code, its event and the tickets that it opens, in one statement.</summary>
    protected abstract IQueryable<Found> Find(IData data, Actor actor, IQueryable<Event> called);

    protected sealed class Found
    {
        public required Event Event { get; init; }

        public required TCode Code { get; init; }

        public required List<long> Tickets { get; init; }
    }
}

/// <inheritdoc />
internal sealed class DiscountCodeScope(Resource<Event> events, Key eventKey, string text, TimeProvider clock) : CodeScope<DiscountCode>(events, eventKey, clock)
{
    /// <summary>A discount opens nothing: hidden tickets stay hidden.</summary>
    protected override IQueryable<Found> Find(IData data, Actor actor, IQueryable<Event> called)
    {
        var (platforms, codes, discounts) = (actor.IsStaff, data.Set<DiscountCode>().AsNoTracking(), data.Set<EventDiscount>());
        return called.SelectMany(
            e => codes.Where(c => c.DeletedAt == null && c.Code == text && (c.EventId == e.Id || (platforms && discounts.Any(d => d.EventId == e.Id && d.DiscountCodeId == c.Id)))),
            (e, c) => new Found { Event = e, Code = c, Tickets = new List<long>() });
    }
}

/// <inheritdoc />
internal sealed class AccessCodeScope(Resource<Event> events, Key eventKey, string text, TimeProvider clock) : CodeScope<AccessCode>(events, eventKey, clock)
{
    protected override IQueryable<Found> Find(IData data, Actor actor, IQueryable<Event> called)
    {
        var (codes, links) = (data.Set<AccessCode>().AsNoTracking(), data.Set<AccessCodeTicket>());
        return called.SelectMany(
            e => codes.Where(c => c.DeletedAt == null && c.Code == text && c.EventId == e.Id),
            (e, c) => new Found { Event = e, Code = c, Tickets = links.Where(l => l.AccessCodeId == c.Id).Select(l => l.TicketId).ToList() });
    }
}
