using System.Globalization;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>Prints invoices: an order's, from its stored lines and terms, and the platform's to an organizer.</summary>
internal sealed class InvoicePrinter(IData data, ITicketPdf pdf, TicketPrinter tickets, InvoiceSettings settings)
{
    public static string NumberOf(Order order) =>
        string.Create(CultureInfo.InvariantCulture, $"O{order.CreatedAt.ToUnixTimeSeconds()}-{order.Id}");

    public Task<EventInvoice?> LoadAsync(long id, CancellationToken ct) =>
        data.Set<EventInvoice>()
            .AsNoTracking()
            .Include(i => i.Event)
            .Include(i => i.User)
            .SingleOrDefaultAsync(i => i.Id == id && i.DeletedAt == null, ct);

    /// <param name="order">As <see cref="TicketPrinter.LoadAsync"/> loads it.</param>
    public async Task<byte[]> PrintAsync(Order order, CancellationToken ct)
    {
        var (e, tax) = (
            order.Event,
            await data.Set<Tax>().AsNoTracking().SingleOrDefaultAsync(t => t.EventId == order.EventId && t.DeletedAt == null, ct)
        );
        var total = Pricing.TotalOf(order.Tickets.Select(l => l.Seats), order.Terms);
        // An amount that somebody set stands beside no sum of lines: what differs is shown as what it is.
        var lines = order
            .Tickets.Where(l => l.Quantity > 0)
            .OrderBy(l => l.TicketId)
            .Select(l => new InvoiceLine(l.Ticket.Name, l.Quantity, l.Price, l.Price * l.Quantity))
            .ToList();
        var isReckoned = total.Amount == order.Total;
        List<(string Name, decimal Amount)> sums = [];
        if (isReckoned && total.Discount > 0)
            sums.Add(("Discount", -total.Discount));
        if (isReckoned && total.Fee > 0)
            sums.Add(("Service fee", total.Fee));
        if (isReckoned && total.Tax > 0)
            sums.Add((TicketPrinter.TaxNameOf(order.Terms), total.Tax));
        if (!isReckoned)
            sums.Add(("Agreed price", order.Total - lines.Sum(l => l.Amount)));
        return pdf.PrintInvoice(
            new InvoicePrint(
                await tickets.EventAsync(e, ct),
                "INVOICE",
                NumberOf(order),
                order.CompletedAt ?? order.CreatedAt,
                null,
                Party(
                    tax?.RegisteredCompany ?? e.OwnerName ?? e.Name,
                    tax?.ContactName,
                    tax?.Address,
                    $"{tax?.Zip} {tax?.City}",
                    tax?.State,
                    tax?.Country,
                    tax?.TaxId is { Length: > 0 } number ? $"Tax ID {number}" : null
                ),
                Party(
                    order.Company,
                    order.User?.FullName ?? order.User?.Email,
                    order.Address,
                    $"{order.Zipcode} {order.City}",
                    order.State,
                    order.Country,
                    order.TaxBusinessInfo is { Length: > 0 } info ? $"Tax ID {info}" : null
                ),
                lines,
                sums,
                order.Total,
                TicketPrinter.CurrencyOf(order),
                $"Order {order.Identifier}",
                StateOf(order),
                tax?.InvoiceFooter
            )
        );
    }

    /// <param name="invoice">As <see cref="LoadAsync"/> loads it.</param>
    public async Task<byte[]> PrintAsync(EventInvoice invoice, CancellationToken ct)
    {
        var user = invoice.User;
        var share = invoice.Amount + invoice.Discount + invoice.Credit;
        List<(string Name, decimal Amount)> sums = [];
        if (invoice.Discount != 0)
            sums.Add(("Discount", -invoice.Discount));
        if (invoice.Credit != 0)
            sums.Add(("Credit for orders cancelled after their invoice", -invoice.Credit));
        var what = string.Create(
            CultureInfo.InvariantCulture,
            $"{invoice.FeeRate:0.####}% of ticket sales of {invoice.Currency} {invoice.Revenue.ToString($"N{Currency.Decimals(invoice.Currency)}", CultureInfo.InvariantCulture)} completed before {invoice.Period:d MMMM yyyy}"
        );
        var e = invoice.Event is { } known ? await tickets.EventAsync(known, ct) : new EventPrint("", invoice.IssuedAt, null, "UTC", null);
        return pdf.PrintInvoice(
            new InvoicePrint(
                e,
                invoice.Amount < 0 ? "CREDIT NOTE" : "PLATFORM INVOICE",
                invoice.Identifier,
                invoice.IssuedAt,
                invoice.DueAt,
                [
                    settings.Company,
                    .. settings.Address.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
                    .. settings.TaxInfo.Length > 0 ? [settings.TaxInfo] : Array.Empty<string>(),
                ],
                Party(
                    user?.Company,
                    user?.BillingContactName ?? user?.FullName ?? user?.Email,
                    user?.BillingAddress,
                    $"{user?.BillingZipCode} {user?.BillingCity}",
                    user?.BillingState,
                    user?.BillingCountry,
                    user?.BillingTaxInfo is { Length: > 0 } tax ? $"Tax ID {tax}" : null
                ),
                [new InvoiceLine(what, 1, share, share)],
                sums,
                invoice.Amount,
                invoice.Currency,
                $"Event {e.Name}",
                StateOf(invoice),
                settings.Footer
            )
        );
    }

    private static string StateOf(EventInvoice invoice) =>
        invoice.Status switch
        {
            EventInvoice.Paid => "Paid",
            EventInvoice.Refunded => "Paid back",
            _ => invoice.Amount < 0 ? "To be paid back" : "To be paid",
        };

    private static string StateOf(Order order) =>
        order.Status switch
        {
            OrderStatus.Completed when order.Total == 0 => "Free",
            OrderStatus.Completed => $"Paid{(order.PaymentMode is { } mode ? $" by {mode}" : "")}",
            _ => $"To be paid{(order.PaymentMode is { } mode ? $" by {mode}" : "")}",
        };

    private static IReadOnlyList<string> Party(params ReadOnlySpan<string?> lines)
    {
        List<string> said = [];
        foreach (var line in lines)
            if (!string.IsNullOrWhiteSpace(line))
                said.Add(line.Trim());
        return said;
    }
}
