using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// Finds a code of an event by its text (docs/reference/discount-and-access-codes.md#reading-a-code). While the code is valid, the
/// caller sees it and the tickets that it covers, including hidden ones, in addition to what they may see anyway.
/// </summary>
internal abstract class CodeScope<TCode>(Resource<Event> events, ResourceKey eventKey, string text, TimeProvider clock)
    : ResourceScope<TCode>
    where TCode : Entity, IRedeemableCode
{
    private readonly DateTimeOffset _now = clock.GetUtcNow();

    public override Actor ReadAs(Actor actor) => actor with { SuppliedCode = new SuppliedCode(null, CodeText.Normalize(text), _now) };

    public override IQueryable<TCode> Rows(IData data, Actor actor) =>
        FindCodes(data, actor).Where(f => CodeRules.IsValid(f.Code, f.Event.EndsAt, _now)).Select(f => f.Code);

    /// <summary>Called when no valid code was found. Always throws.</summary>
    /// <exception cref="RejectedException">
    /// NotFound: the event or the code does not exist. MethodNotAllowed: the code is not valid now.
    /// </exception>
    public override async Task<long> CountAsync(IData data, Actor actor, IQueryable<TCode> rows, CancellationToken ct)
    {
        var found = await FindCodes(data, actor).AsNoTracking().OrderBy(f => f.Code.Id).FirstOrDefaultAsync(ct)
            ?? throw RejectedException.NotFound("code", "with that text");
        throw CodeRules.FindProblem(found.Code, found.Event, _now) is { } problem
            ? RejectedException.MethodNotAllowed(problem)
            : RejectedException.NotFound("code", "with that text");
    }

    /// <summary>The codes with that text, valid or not, of the event, if the actor may see it.</summary>
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
    private readonly string _key = CodeText.KeyOf(text);

    protected override IQueryable<CodeMatch> FindCodes(IData data, Actor actor)
    {
        var includePlatformCodes = actor.IsStaff;
        var codes = data.Set<DiscountCode>();
        var discounts = data.Set<EventDiscount>();
        return FindEvents(data, actor)
            .SelectMany(
                e =>
                    codes.Where(c =>
                        c.DeletedAt == null
                        && c.CodeKey == _key
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
    private readonly string _text = CodeText.Normalize(text);

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
