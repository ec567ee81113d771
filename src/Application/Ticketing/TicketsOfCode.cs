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
    public override IQueryable<Ticket> Rows(IData data, Actor actor) => isAccess
        ? data.Set<Ticket>().Where(t => data.Set<AccessCodeTicket>().Any(l => l.AccessCodeId == codeId && l.TicketId == t.Id))
        : data.Set<Ticket>().Where(t => data.Set<DiscountCodeTicket>().Any(l => l.DiscountCodeId == codeId && l.TicketId == t.Id));

    public override Task<long> CountAsync(IData data, Actor actor, IQueryable<Ticket> rows, CancellationToken ct) => rows.LongCountAsync(ct);

    /// <exception cref="Refused">Missing: no such code, or it is not good now.</exception>
    public override async Task<Actor> AdmitAsync(IData data, Actor actor, CancellationToken ct)
    {
        var (code, e, opened) = await FindAsync(data, ct);
        if (code is null || e is { DeletedAt: not null } || (e is null && !actor.IsStaff)) throw Refused.Missing("code", Key.Of(codeId).Text);
        if (e is null || actor.Runs(e.Id)) return actor;
        if (e.State != EventState.Published || CodeRules.Objection(code, e, clock.GetUtcNow()) is not null) throw Refused.Missing("code", Key.Of(codeId).Text);
        return actor with { OpenedTickets = [.. opened] };
    }

    /// <summary>The code, its event, and the tickets that it opens: an access code's. One statement.</summary>
    private async Task<(ICode? Code, Event? Event, List<long> Opened)> FindAsync(IData data, CancellationToken ct)
    {
        if (isAccess)
        {
            var links = data.Set<AccessCodeTicket>();
            var access = await data.Set<AccessCode>().AsNoTracking().Where(c => c.Id == codeId && c.DeletedAt == null)
                .Select(c => new { Code = c, c.Event, Tickets = links.Where(l => l.AccessCodeId == c.Id).Select(l => l.TicketId).ToList() }).SingleOrDefaultAsync(ct);
            return (access?.Code, access?.Event, access?.Tickets ?? []);
        }

        var discount = await data.Set<DiscountCode>().AsNoTracking().Where(c => c.Id == codeId && c.DeletedAt == null).Select(c => new { Code = c, c.Event }).SingleOrDefaultAsync(ct);
        return (discount?.Code, discount?.Event, []);
    }
}
