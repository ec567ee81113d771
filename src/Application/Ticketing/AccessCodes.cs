using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>Codes that open hidden tickets.</summary>
internal sealed class AccessCodes : EditableResource<AccessCode>
{
    private static readonly string[] Ruled =
    [
        nameof(AccessCode.MinQuantity),
        nameof(AccessCode.MaxQuantity),
        nameof(AccessCode.TicketsNumber),
        nameof(AccessCode.ValidFrom),
        nameof(AccessCode.ValidTill),
    ];

    public AccessCodes()
    {
        NotListed();
        NumericIds();
        Attribute(c => c.AccessUrl).Url();
        Attribute(c => c.Code).Required().Cleaned(code => code.Trim()).MaxLength(100).Must(CodeLedger.IsSpeakable, CodeLedger.Unspeakable);
        Attribute(c => c.DeletedAt);
        Attribute(c => c.IsActive);
        Attribute(c => c.MaxQuantity);
        Attribute(c => c.MinQuantity);
        Attribute(c => c.TicketsNumber);
        Attribute(c => c.ValidFrom).Required();
        Attribute(c => c.ValidTill);
        BelongsTo(c => c.Event).Required().Fixed().Inverse("access-codes", isPrivate: true);
        BelongsTo(c => c.Marketer).Required().Private().Inverse("access-codes", isPrivate: true);
        ManyToMany<Ticket, AccessCodeTicket>("tickets", t => t.AccessCodeId, t => t.TicketId)
            .Inverse("access-codes", isPrivate: true)
            .Must(LinkRules.AccessCodeAsync);

        Before(Verb.Create, async (row, _, context, ct) =>
        {
            CodeRules.Require(row, await context.Data.Set<Event>().AsNoTracking().SingleAsync(e => e.Id == row.EventId, ct));
            (row.Id, row.DeletedAt) = (CodeRules.NewId(), null);
            context.Data.Set<AccessUses>().Add(new AccessUses { Code = row, Most = row.TicketsNumber });
        });
        Before(Verb.Update, async (row, changes, context, ct) =>
        {
            if (changes.Touches(Ruled))
                CodeRules.Require(row, await context.Data.Set<Event>().AsNoTracking().SingleAsync(e => e.Id == row.EventId, ct));
            if (changes.Touches(nameof(AccessCode.TicketsNumber)))
                await CodeLedger.ResizeAsync<AccessUses>(context.Data, row, ct);
        });
    }

    public override Policy<AccessCode> Policy { get; } = new AccessCodePolicy();
}
