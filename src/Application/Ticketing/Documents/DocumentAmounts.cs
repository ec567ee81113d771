using System.Globalization;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>The amounts of a document. The lines and the adjustments add up to the total.</summary>
/// <param name="Lines">In the order in which they are printed.</param>
/// <param name="Adjustments">The amounts between the lines and the total: discounts (negative), fees and taxes that are added.</param>
/// <param name="Total">The amount that is paid.</param>
/// <param name="Currency">ISO 4217 code, e.g. <c>EUR</c>. All amounts are in its units (not cents).</param>
/// <param name="Note">Printed below the total, e.g. the tax that the prices include. Null: nothing.</param>
public sealed record DocumentAmounts(
    IReadOnlyList<DocumentLine> Lines,
    IReadOnlyList<(string Name, decimal Amount)> Adjustments,
    decimal Total,
    string Currency,
    string? Note = null
)
{
    /// <summary>The amounts of an order, from its stored lines and price terms, for its summary and its invoice.</summary>
    /// <param name="order">With its tickets.</param>
    public static DocumentAmounts Of(Order order)
    {
        var terms = order.Terms;
        List<DocumentLine> lines =
        [
            .. order
                .Tickets.Where(l => l.Quantity > 0)
                .OrderBy(l => l.TicketId)
                .Select(l => new DocumentLine(l.Ticket.Name, l.Quantity, l.Price, l.Price * l.Quantity)),
        ];
        var computed = Pricing.TotalOf(order.Tickets.Select(l => l.Seats), terms);
        if (computed.Amount != order.Total)
        {
            // The event team set the amount, or seats were removed after the payment. One line shows the difference.
            var difference = order.Total - lines.Sum(l => l.Amount);
            var name = order.IsAmountFinal ? "Agreed price" : "Adjustment";
            return new DocumentAmounts(lines, difference == 0 ? [] : [(name, difference)], order.Total, terms.Currency);
        }

        // The fee is a share of the full prices, so it is to be paid even with a code of 100%.
        var fee = computed.Discount == 0 ? "Service fee" : "Service fee (not discounted)";
        List<(string Name, decimal Amount)> adjustments = [("Discount", -computed.Discount), (fee, computed.Fee)];
        if (!terms.IsTaxIncluded)
            adjustments.Add((GetTaxName(terms), computed.Tax));
        return new DocumentAmounts(
            lines,
            [.. adjustments.Where(a => a.Amount != 0)],
            order.Total,
            terms.Currency,
            terms.IsTaxIncluded && computed.Tax != 0
                ? $"Includes {GetTaxName(terms)}: {MoneyText.Format(computed.Tax, terms.Currency)}"
                : null
        );
    }

    private static string GetTaxName(PriceTerms terms) =>
        string.Create(CultureInfo.InvariantCulture, $"{terms.TaxName ?? "Tax"} {terms.TaxRate:0.####}%");
}

/// <summary>One line of a document. Amounts are in units of the document's currency.</summary>
/// <param name="Price">For one.</param>
public sealed record DocumentLine(string Name, int Quantity, decimal Price, decimal Amount);
