using System.Globalization;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>Renders the invoice of an order, from its stored lines and price terms, and event invoices.</summary>
internal sealed class InvoiceRenderer(
    IData data,
    IPdfRenderer pdf,
    OrderDocumentRenderer documents,
    InvoiceSettings settings,
    PlatformSettings platform
)
{
    public static string GetNumber(Order order) =>
        string.Create(CultureInfo.InvariantCulture, $"O{order.CreatedAt.ToUnixTimeSeconds()}-{order.Id}");

    public Task<EventInvoice?> LoadAsync(long id, CancellationToken ct) =>
        data.Set<EventInvoice>()
            .AsNoTracking()
            .Include(i => i.Event)
            .Include(i => i.User)
            .SingleOrDefaultAsync(i => i.Id == id && i.DeletedAt == null, ct);

    /// <param name="order">Loaded by <see cref="OrderDocumentRenderer.LoadOrderAsync"/>.</param>
    public async Task<byte[]> RenderAsync(Order order, CancellationToken ct)
    {
        var e = order.Event;
        var tax = await data.Set<Tax>().AsNoTracking().SingleOrDefaultAsync(t => t.EventId == order.EventId && t.DeletedAt == null, ct);
        return pdf.RenderInvoice(
            new InvoiceDocument(
                await documents.LoadEventAsync(e, ct),
                "INVOICE",
                GetNumber(order),
                order.CompletedAt ?? order.CreatedAt,
                null,
                JoinNonBlankLines(
                    tax?.RegisteredCompany ?? e.OwnerName ?? e.Name,
                    tax?.ContactName,
                    tax?.Address,
                    $"{tax?.Zip} {tax?.City}",
                    tax?.State,
                    tax?.Country,
                    tax?.TaxId is { Length: > 0 } number ? $"Tax ID {number}" : null
                ),
                JoinNonBlankLines(
                    order.Company,
                    order.User?.FullName ?? order.User?.Email,
                    order.Address,
                    $"{order.Zipcode} {order.City}",
                    order.State,
                    order.Country,
                    order.TaxBusinessInfo is { Length: > 0 } info ? $"Tax ID {info}" : null
                ),
                DocumentAmounts.Of(order),
                $"Order {order.Identifier}",
                PaymentNote.Of(order),
                tax?.InvoiceFooter
            )
        );
    }

    /// <param name="invoice">Loaded by <see cref="LoadAsync"/>.</param>
    public async Task<byte[]> RenderAsync(EventInvoice invoice, CancellationToken ct)
    {
        var user = invoice.User;
        var share = invoice.Amount + invoice.Discount + invoice.Credit;
        List<(string Name, decimal Amount)> sums = [];
        if (invoice.Discount != 0)
            sums.Add(("Discount", -invoice.Discount));
        if (invoice.Credit > 0)
            sums.Add(("Credit for orders cancelled after their invoice", -invoice.Credit));
        if (invoice.Credit < 0)
            sums.Add(("Fee for money that came back after it was credited", -invoice.Credit));
        var revenue = MoneyText.Format(invoice.Revenue, invoice.Currency);
        var description = string.Create(
            CultureInfo.InvariantCulture,
            $"{invoice.FeeRate:0.####}% of ticket sales of {revenue} completed before {invoice.Period:d MMMM yyyy}"
        );
        var e = invoice.Event is { } invoicedEvent
            ? await documents.LoadEventAsync(invoicedEvent, ct)
            : new EventDetails("", invoice.IssuedAt, null, "UTC", null);
        return pdf.RenderInvoice(
            new InvoiceDocument(
                e,
                invoice.Amount < 0 ? "CREDIT NOTE" : "PLATFORM INVOICE",
                invoice.Identifier,
                invoice.IssuedAt,
                invoice.DueAt,
                GetPlatformLines(),
                JoinNonBlankLines(
                    user?.Company,
                    user?.BillingContactName ?? user?.FullName ?? user?.Email,
                    user?.BillingAddress,
                    $"{user?.BillingZipCode} {user?.BillingCity}",
                    user?.BillingState,
                    user?.BillingCountry,
                    user?.BillingTaxInfo is { Length: > 0 } tax ? $"Tax ID {tax}" : null
                ),
                new DocumentAmounts([new DocumentLine(description, 1, share, share)], sums, invoice.Amount, invoice.Currency),
                $"Event {e.Name}",
                new PaymentNote(GetPaymentStatus(invoice)),
                settings.Footer
            )
        );
    }

    /// <summary>Who invoices: what staff have set at <c>/v1/settings</c>, if they named a company, else the configuration.</summary>
    private IReadOnlyList<string> GetPlatformLines() =>
        platform.Current is { Company: { } company, AddressLines: { } address, TaxInfo: var tax }
            ? JoinNonBlankLines([company, .. address, tax])
            : JoinNonBlankLines([
                settings.Company,
                .. settings.Address.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
                settings.TaxInfo,
            ]);

    private static string GetPaymentStatus(EventInvoice invoice) =>
        invoice.Status switch
        {
            EventInvoice.Paid => "Paid",
            EventInvoice.Refunded => "Paid back",
            _ => invoice.Amount < 0 ? "To be paid back" : "To be paid",
        };

    private static IReadOnlyList<string> JoinNonBlankLines(params ReadOnlySpan<string?> lines)
    {
        List<string> result = [];
        foreach (var line in lines)
            if (!string.IsNullOrWhiteSpace(line))
                result.Add(line.Trim());
        return result;
    }
}
