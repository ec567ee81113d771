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
        var e = await data.Set<Event>().AsNoTracking().Where(events.VisibleTo(actor, trashed: false)).Where(eventKey.On(events)).SingleOrDefaultAsync(ct) ?? throw Refused.Missing("event", eventKey.Text);
        var code = await Of(data, actor, e).AsNoTracking().OrderBy(c => c.Id).FirstOrDefaultAsync(ct) ?? throw Refused.Missing("code", "of that name");
        if (CodeRules.Objection(code, e, clock.GetUtcNow()) is { } objection) throw Refused.NotOffered(objection);
        _found = code.Id;
        return actor with { KnownCodes = [code.Id], OpenedTickets = await TicketsOf(data, code.Id).ToArrayAsync(ct) };
    }

    protected abstract IQueryable<TCode> Of(IData data, Actor actor, Event e);

    protected abstract IQueryable<long> TicketsOf(IData data, long code);
}

/// <inheritdoc />
internal sealed class DiscountCodeScope(Resource<Event> events, Key eventKey, string text, TimeProvider clock) : CodeScope<DiscountCode>(events, eventKey, clock)
{
    protected override IQueryable<DiscountCode> Of(IData data, Actor actor, Event e)
    {
        var (id, platforms) = (e.Id, actor.IsStaff);
        return data.Set<DiscountCode>().Where(c => c.DeletedAt == null && c.Code == text
            && (c.EventId == id || (platforms && data.Set<EventDiscount>().Any(d => d.EventId == id && d.DiscountCodeId == c.Id))));
    }

    /// <summary>A discount opens nothing: hidden tickets stay hidden.</summary>
    protected override IQueryable<long> TicketsOf(IData data, long code) => data.Set<DiscountCodeTicket>().Where(_ => false).Select(t => t.TicketId);
}

/// <inheritdoc />
internal sealed class AccessCodeScope(Resource<Event> events, Key eventKey, string text, TimeProvider clock) : CodeScope<AccessCode>(events, eventKey, clock)
{
    protected override IQueryable<AccessCode> Of(IData data, Actor actor, Event e)
    {
        var id = e.Id;
        return data.Set<AccessCode>().Where(c => c.DeletedAt == null && c.Code == text && c.EventId == id);
    }

    protected override IQueryable<long> TicketsOf(IData data, long code) => data.Set<AccessCodeTicket>().Where(t => t.AccessCodeId == code).Select(t => t.TicketId);
}
