using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// The resource of discount codes (docs/reference/discount-and-access-codes.md#kinds-of-discount-codes). A code for tickets has an event
/// and tickets. A platform discount code has the events that it applies to.
/// </summary>
internal sealed class DiscountCodes : EditableResource<DiscountCode>
{
    /// <summary>Why the policy of a marketer's account has no say (<c>DecidedByThisEnd</c>).</summary>
    public const string MarketerReason = "The event team names the marketer, who gains the view of the code and gives up nothing.";

    private static readonly string[] ValidatedAttributes =
    [
        nameof(DiscountCode.Type),
        nameof(DiscountCode.Value),
        nameof(DiscountCode.MinQuantity),
        nameof(DiscountCode.MaxQuantity),
        nameof(DiscountCode.TicketsNumber),
        nameof(DiscountCode.ValidFrom),
        nameof(DiscountCode.ValidTill),
        nameof(DiscountCode.DeletedAt),
    ];

    private readonly Relationship _tickets;
    private readonly Relationship _events;

    public DiscountCodes()
    {
        NumericIds();
        Attribute(c => c.Code)
            .Required()
            .Normalized(CodeText.Normalize)
            .MaxLength(100)
            .Must(CodeUsage.HasValidCharacters, CodeUsage.InvalidCharactersMessage);
        Attribute(c => c.CreatedAt).ReadOnly();
        Attribute(c => c.DeletedAt);
        Attribute(c => c.DiscountUrl).Url();
        Attribute(c => c.IsActive);
        Attribute(c => c.MaxQuantity);
        Attribute(c => c.MinQuantity);
        Attribute(c => c.TicketsNumber);
        Attribute(c => c.Type).Required().OneOf(DiscountCode.Amount, DiscountCode.Percent);
        Attribute(c => c.UsedFor);
        Attribute(c => c.ValidFrom);
        Attribute(c => c.ValidTill);
        Attribute(c => c.Value).Required();
        BelongsTo(c => c.Event).Fixed();
        BelongsTo(c => c.Marketer).Private().Inverse("discount-codes", isPrivate: true).DecidedByThisEnd(MarketerReason);
        LockedAfter<Event>(c => c.EventId);
        _tickets = ManyToMany<Ticket, DiscountCodeTicket>("tickets", t => t.DiscountCodeId, t => t.TicketId)
            .Inverse("discount-codes", isPrivate: true)
            .Must(LinkRules.RequireDiscountCodeLinksAsync);
        _events = ManyToMany<Event, EventDiscount>("events", d => d.DiscountCodeId, d => d.EventId)
            .Must(LinkRules.RequirePlatformDiscountLinksAsync);
        CopiedWithEvent(copy =>
        {
            copy.Id = CodeRules.NewRandomId();
            return CreateQuota(copy);
        });

        Before(WriteOperation.Create, CreateAsync);
        Before(WriteOperation.Update, UpdateAsync);
    }

    public override Policy<DiscountCode> Policy { get; } = new DiscountCodePolicy();

    public override void Connect(ResourceCatalog catalog)
    {
        base.Connect(catalog);
        var events = catalog.Of<Event>();
        Add(new Through<Event, DiscountCode>("discount-codes", GetEventCodeLinks).Private());
        Add(new Through<Event, DiscountCode>("discount-code", GetPlatformCodeLinks).One().Private());

        void Add(Through<Event, DiscountCode> relationship)
        {
            relationship.Connect(events, catalog);
            events.Add(relationship);
        }
    }

    /// <summary>Hides the relationship that belongs to the other kind of discount code.</summary>
    public override FieldMask VisibleMask(Actor actor, DiscountCode row)
    {
        var mask = base.VisibleMask(actor, row);
        return mask with { Relationships = mask.Relationships & ~(UInt128.One << (row.IsPlatformDiscount ? _tickets : _events).Index) };
    }

    private static IQueryable<Link> GetPlatformCodeLinks(IData data) =>
        data.Set<EventDiscount>().Select(d => new Link { From = d.EventId, To = d.DiscountCodeId });

    private static IQueryable<Link> GetEventCodeLinks(IData data) =>
        data.Set<DiscountCode>()
            .Where(c => c.EventId != null)
            .Select(c => new Link { From = c.EventId!.Value, To = c.Id })
            .Concat(GetPlatformCodeLinks(data));

    private static async Task CreateAsync(DiscountCode row, Changes<DiscountCode> changes, HookContext context, CancellationToken ct)
    {
        if (row.UsedFor is not (DiscountCode.ForEvent or DiscountCode.ForTicket))
            throw RejectedException.Conflict("used-for should be event or ticket.", "/data/attributes/used-for");
        if (row.IsPlatformDiscount && row.EventId is not null)
            throw RejectedException.Invalid(
                "A discount for events has no relationship event. Use the relationship events.",
                "/data/relationships/event/data"
            );
        if (!row.IsPlatformDiscount && row.EventId is null)
            throw RejectedException.Invalid("Missing data for required field.", "/data/relationships/event");
        CodeRules.Require(row, await FindEventAsync(row, context.Data, ct));
        row.Id = CodeRules.NewRandomId();
        row.DeletedAt = null;
        row.MarketerId ??= context.Actor.UserId;
        context.Data.Set<DiscountCodeQuota>().Add(CreateQuota(row));
    }

    private static DiscountCodeQuota CreateQuota(DiscountCode row) =>
        new()
        {
            CodeId = row.Id,
            Code = row,
            Most = row.TicketsNumber,
        };

    private static async Task UpdateAsync(DiscountCode row, Changes<DiscountCode> changes, HookContext context, CancellationToken ct)
    {
        if (changes.ContainsAny(nameof(DiscountCode.UsedFor)))
            throw RejectedException.Conflict("The used-for of a discount code cannot be changed.", "/data/attributes/used-for");
        if (changes.ContainsAny(ValidatedAttributes))
            CodeRules.Require(row, await FindEventAsync(row, context.Data, ct));
        if (changes.ContainsAny(nameof(DiscountCode.Type), nameof(DiscountCode.Value), nameof(DiscountCode.DeletedAt)))
            CodeRules.RequireDiscountable(
                row,
                await context
                    .Data.Set<DiscountCodeTicket>()
                    .AsNoTracking()
                    .Where(t => t.DiscountCodeId == row.Id && t.Ticket.DeletedAt == null)
                    .Select(t => t.Ticket)
                    .ToListAsync(ct)
            );
        if (changes.ContainsAny(nameof(DiscountCode.TicketsNumber)))
            await CodeUsage.UpdateLimitAsync<DiscountCodeQuota>(context.Data, row, ct);
    }

    private static Task<Event?> FindEventAsync(DiscountCode row, IData data, CancellationToken ct) =>
        data.Set<Event>().AsNoTracking().SingleOrDefaultAsync(e => e.Id == row.EventId, ct);
}
