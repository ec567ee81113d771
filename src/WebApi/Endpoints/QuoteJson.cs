using OpenEvent.Application.Ticketing;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.WebApi.Endpoints;

/// <summary>
/// A quote as the reference server's clients read it. Amounts of one seat are rounded for display; sums are exact in the minor unit.
/// </summary>
internal static class QuoteJson
{
    public static object Create(QuoteOrder.QuoteResult offer)
    {
        var (quote, code) = offer;
        var terms = quote.Terms;
        return new
        {
            SubTotal = Currency.TrimZeros(quote.Total.SubTotal),
            Total = Currency.TrimZeros(quote.Total.Amount),
            Discount = Currency.TrimZeros(quote.Total.Discount),
            Tax = terms.TaxRate is null
                ? null
                : new
                {
                    Included = terms.IsTaxIncluded,
                    Amount = Currency.TrimZeros(quote.Total.Tax),
                    Percent = Currency.TrimZeros(terms.TaxRate.Value),
                    Name = terms.TaxName,
                },
            Tickets = quote.Lines.Select(l => CreateLine(l, code, terms)),
        };
    }

    private static object CreateLine(QuoteLine line, DiscountCode? code, PriceTerms terms) =>
        new
        {
            line.Ticket.Id,
            line.Ticket.Name,
            Price = Currency.TrimZeros(line.Price),
            line.Quantity,
            Discount = code is null || (line.Seats.Discounted == 0 && line.Warning is null) ? null : CreateDiscount(line, code, terms),
            TicketFee = Currency.TrimZeros(line.Fee),
            SubTotal = Currency.TrimZeros(line.SubTotal),
            TicketTax = terms.TaxRate is null ? (decimal?)null : RoundForDisplay(line.SeatTax, terms),
            DiscountedTax = terms.TaxRate is null ? (decimal?)null : RoundForDisplay(line.DiscountedTax, terms),
        };

    private static Dictionary<string, object?> CreateDiscount(QuoteLine line, DiscountCode code, PriceTerms terms)
    {
        var shown = new Dictionary<string, object?>
        {
            ["code"] = code.Code,
            ["percent"] = Currency.TrimZeros(
                code.Type == DiscountCode.Percent ? code.Value
                : line.Price == 0 ? 0
                : Math.Round(line.Discount / line.Price * 100, 2)
            ),
            ["amount"] = RoundForDisplay(line.Discount, terms),
            ["total"] = Currency.TrimZeros(line.DiscountTotal),
            ["type"] = code.Type,
        };
        if (line.Warning is not null)
            shown["warning"] = line.Warning;
        return shown;
    }

    private static decimal RoundForDisplay(decimal amount, PriceTerms terms) => Currency.TrimZeros(Currency.Round(amount, terms.Currency));
}
