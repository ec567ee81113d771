using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// The tax of an event: at most one for each event, enforced by a unique index. Name, rate and kind are public. The data of the company
/// that owes the tax is for the event team.
/// </summary>
internal sealed class Taxes : EditableResource<Tax>
{
    public Taxes()
    {
        Attribute(t => t.Address).Private();
        Attribute(t => t.City).Private();
        Attribute(t => t.ContactName).Private();
        Attribute(t => t.Country).Private();
        Attribute(t => t.DeletedAt);
        Attribute(t => t.Email).Email().Private();
        Attribute(t => t.InvoiceFooter).MaxLength(5_000).Private();
        Attribute(t => t.IsInvoiceSent).Private().NotCopied();
        Attribute(t => t.IsTaxIncludedInPrice);
        Attribute(t => t.Name).MaxLength(500);
        Attribute(t => t.Phone).Phone().Private();
        Attribute(t => t.Rate).Must(r => r is null or (>= 0 and <= 100), "Must be between 0 and 100.");
        Attribute(t => t.RegisteredCompany).Private();
        Attribute(t => t.ShouldSendInvoice).Private();
        Attribute(t => t.State).Private();
        Attribute(t => t.TaxId).Private();
        Attribute(t => t.Zip).Private();
        BelongsTo(t => t.Event).Required().Fixed().InverseOne("tax");
        CopiedWithEvent();

        Before(WriteOperation.Create, async (row, _, context, ct) =>
        {
            row.DeletedAt = null;
            if (!await context.Data.Set<Event>().AnyAsync(e => e.Id == row.EventId && e.IsTaxEnabled, ct))
                throw RejectedException.MethodNotAllowed("Tax is disabled for this event.");
        });
    }

    public override Policy<Tax> Policy { get; } = new EventContentPolicy<Tax>();
}
