using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>The resource of access codes, which unlock hidden tickets (docs/reference/discount-and-access-codes.md).</summary>
internal sealed class AccessCodes : EditableResource<AccessCode>
{
    private static readonly string[] ValidatedAttributes =
    [
        nameof(AccessCode.MinQuantity),
        nameof(AccessCode.MaxQuantity),
        nameof(AccessCode.TicketsNumber),
        nameof(AccessCode.ValidFrom),
        nameof(AccessCode.ValidTill),
        nameof(AccessCode.DeletedAt),
    ];

    public AccessCodes()
    {
        NotListed();
        NumericIds();
        Attribute(c => c.AccessUrl).Url();
        Attribute(c => c.Code)
            .Required()
            .Normalized(CodeText.Normalize)
            .MaxLength(100)
            .Must(CodeUsage.HasValidCharacters, CodeUsage.InvalidCharactersMessage);
        Attribute(c => c.DeletedAt);
        Attribute(c => c.IsActive);
        Attribute(c => c.MaxQuantity);
        Attribute(c => c.MinQuantity);
        Attribute(c => c.TicketsNumber);
        Attribute(c => c.ValidFrom).Required();
        Attribute(c => c.ValidTill);
        BelongsTo(c => c.Event).Required().Fixed().Inverse("access-codes", isPrivate: true);
        BelongsTo(c => c.Marketer)
            .Required()
            .WithAllMethods()
            .Private()
            .Inverse("access-codes", isPrivate: true)
            .DecidedByThisEnd(DiscountCodes.MarketerReason);
        ManyToMany<Ticket, AccessCodeTicket>("tickets", t => t.AccessCodeId, t => t.TicketId)
            .Inverse("access-codes", isPrivate: true)
            .Must(LinkRules.RequireAccessCodeLinksAsync);

        LockedAfter<Event>(c => c.EventId);
        Before(WriteOperation.Create, async (row, _, context, ct) =>
        {
            CodeRules.Require(row, await context.Data.Set<Event>().AsNoTracking().SingleAsync(e => e.Id == row.EventId, ct));
            row.Id = CodeRules.NewRandomId();
            row.DeletedAt = null;
            context.Data.Set<AccessCodeQuota>().Add(new AccessCodeQuota { Code = row, Most = row.TicketsNumber });
        });
        Before(WriteOperation.Update, async (row, changes, context, ct) =>
        {
            if (changes.ContainsAny(ValidatedAttributes))
                CodeRules.Require(row, await context.Data.Set<Event>().AsNoTracking().SingleAsync(e => e.Id == row.EventId, ct));
            if (changes.ContainsAny(nameof(AccessCode.DeletedAt)))
                await LinkRules.RequireHiddenAsync(
                    context
                        .Data.Set<AccessCodeTicket>()
                        .Where(t => t.AccessCodeId == row.Id && t.Ticket.DeletedAt == null)
                        .Select(t => t.Ticket),
                    ct
                );
            if (changes.ContainsAny(nameof(AccessCode.TicketsNumber)))
                await CodeUsage.UpdateLimitAsync<AccessCodeQuota>(context.Data, row, ct);
        });
    }

    public override Policy<AccessCode> Policy { get; } = new AccessCodePolicy();
}
