using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// The code of an event that somebody has the exact text of (<c>spec/mission.md</c> S4): while it is good he sees it and what it is for, hidden tickets
/// too, and nothing else more than before.
/// </summary>
internal abstract class CodeScope<TCode>(Resource<Event> events, ResourceKey eventKey, string text, TimeProvider clock)
    : ResourceScope<TCode>
    where TCode : Entity, IRedeemableCode
{
    private readonly DateTimeOffset _now = clock.GetUtcNow();

    public override Actor ReadAs(Actor actor) => actor with { SuppliedCode = new SuppliedCode(null, text, _now) };

    public override IQueryable<TCode> Rows(IData data, Actor actor) =>
        FindCodes(data, actor).Where(f => CodeRules.IsValid(f.Code, f.Event.EndsAt, _now)).Select(f => f.Code);

    /// <summary>Asked where no good code was found.</summary>
    /// <exception cref="RejectedException">Missing: no such event or code; NotOffered: the code is not good now.</exception>
    public override async Task<long> CountAsync(IData data, Actor actor, IQueryable<TCode> rows, CancellationToken ct)
    {
        var found = await FindCodes(data, actor).AsNoTracking().OrderBy(f => f.Code.Id).FirstOrDefaultAsync(ct)
            ?? throw RejectedException.NotFound("code", "of that name");
        throw CodeRules.FindProblem(found.Code, found.Event, _now) is { } objection
            ? RejectedException.MethodNotAllowed(objection)
            : RejectedException.NotFound("code", "of that name");
    }

    /// <summary>The codes of that text that the event, if this actor sees it, is sold with: good or not.</summary>
    protected abstract IQueryable<CodeMatch> FindCodes(IData data, Actor actor);

    protected IQueryable<Event> FindEvents(IData data, Actor actor) =>
        data.Set<Event>().Where(events.VisibleTo(actor, trashed: false)).Where(eventKey.Matches(events));

    protected sealed class CodeMatch
    {
        public required Event Event { get; init; }

        public required TCode Code { get; init; }
    }
}

/// <inheritdoc />
internal sealed class DiscountCodeScope(Resource<Event> events, ResourceKey eventKey, string text, TimeProvider clock)
    : CodeScope<DiscountCode>(events, eventKey, text, clock)
{
    private readonly string _text = text;

    protected override IQueryable<CodeMatch> FindCodes(IData data, Actor actor)
    {
        var (includePlatformCodes, codes, discounts) = (actor.IsStaff, data.Set<DiscountCode>(), data.Set<EventDiscount>());
        return FindEvents(data, actor)
            .SelectMany(
                e =>
                    codes.Where(c =>
                        c.DeletedAt == null
                        && c.Code == _text
                        && (
                            c.EventId == e.Id || (includePlatformCodes && discounts.Any(d => d.EventId == e.Id && d.DiscountCodeId == c.Id))
                        )
                    ),
                (e, c) => new CodeMatch { Event = e, Code = c }
            );
    }
}

/// <inheritdoc />
internal sealed class AccessCodeScope(Resource<Event> events, ResourceKey eventKey, string text, TimeProvider clock)
    : CodeScope<AccessCode>(events, eventKey, text, clock)
{
    private readonly string _text = text;

    protected override IQueryable<CodeMatch> FindCodes(IData data, Actor actor)
    {
        var codes = data.Set<AccessCode>();
        return FindEvents(data, actor)
            .SelectMany(
                e => codes.Where(c => c.DeletedAt == null && c.Code == _text && c.EventId == e.Id),
                (e, c) => new CodeMatch { Event = e, Code = c }
            );
    }
}
