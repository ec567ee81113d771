using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// The resource of event invoices, the platform's invoices to organizers (docs/reference/event-invoices.md). <see
/// cref="IssueEventInvoices"/> issues them.
/// </summary>
internal sealed class EventInvoices : Resource<EventInvoice>
{
    public EventInvoices()
    {
        Attribute(i => i.Amount);
        Attribute(i => i.Brand).Private();
        Attribute(i => i.CompletedAt);
        Attribute(i => i.CreatedAt).ReadOnly();
        Attribute(i => i.Credit).ReadOnly();
        Attribute(i => i.Currency).ReadOnly();
        Attribute(i => i.DeletedAt);
        Attribute(i => i.DueAt).ReadOnly();
        Attribute(i => i.ExpMonth).Must(m => m is null or (>= 1 and <= 12), "Must be between 1 and 12.").Private();
        Attribute(i => i.ExpYear).Must(y => y is null or >= 2015, "Must be at least 2015.").Private();
        Attribute(i => i.Identifier).ReadOnly();
        Attribute(i => i.InvoicePdfUrl).ReadOnly();
        Attribute(i => i.IssuedAt).ReadOnly();
        Attribute(i => i.Last4).Private();
        Attribute(i => i.PaidVia).OneOf("free", "stripe", "paypal", "transfer", "onsite", "cheque");
        Attribute(i => i.PaymentMode);
        Attribute(i => i.PaypalToken).Private();
        Attribute(i => i.Status).OneOf(EventInvoice.Statuses);
        Attribute(i => i.StripeToken).Private();
        Attribute(i => i.TransactionId).Private();
        BelongsTo(i => i.Event).ReadOnly().Inverse("event-invoices", isPrivate: true);
        BelongsTo(i => i.User).ReadOnly().Inverse("event-invoices", isPrivate: true);
        BelongsTo(i => i.DiscountCode).ReadOnly();
        AlsoKnownBy(i => i.Identifier);
        UpdatedBy((row, changes) => new UpdateEventInvoice(row, changes));
    }

    public override Policy<EventInvoice> Policy { get; } = new EventInvoicePolicy();

    private protected override EventInvoice Prototype() => new();
}
