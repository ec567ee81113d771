using OpenEvent.Application.Ticketing;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.WebApi.Endpoints;

/// <summary>A quote as the reference's clients read it. What is told of one seat is rounded for reading; the sums are exact in the minor unit.</summary>
internal static class QuoteJson
{
    public static object Of(QuoteOrder.Offer offer)
    {
        var (quote, code) = offer;
        var terms = quote.Terms;
        return new
        {
            SubTotal = Plain(quote.Total.SubTotal),
            Total = Plain(quote.Total.Amount),
            Discount = Plain(quote.Total.Discount),
            Tax = terms.TaxRate is null
                ? null
                : new
                {
                    Included = terms.IsTaxIncluded,
                    Amount = Plain(quote.Total.Tax),
                    Percent = Plain(terms.TaxRate.Value),
                    Name = terms.TaxName,
                },
            Tickets = quote.Lines.Select(l => LineOf(l, code, terms)),
        };
    }

    private static object LineOf(QuoteLine line, DiscountCode? code, PriceTerms terms) =>
        new
        {
            line.Ticket.Id,
            line.Ticket.Name,
            Price = Plain(line.Price),
            line.Quantity,
            Discount = code is null || (line.Seats.Discounted == 0 && line.Warning is null) ? null : DiscountOf(line, code, terms),
            TicketFee = Plain(line.Fee),
            SubTotal = Plain(line.SubTotal),
            TicketTax = terms.TaxRate is null ? (decimal?)null : Read(line.SeatTax, terms),
            DiscountedTax = terms.TaxRate is null ? (decimal?)null : Read(line.DiscountedTax, terms),
        };

    private static Dictionary<string, object?> DiscountOf(QuoteLine line, DiscountCode code, PriceTerms terms)
    {
        var shown = new Dictionary<string, object?>
        {
            ["code"] = code.Code,
            ["percent"] = Plain(
                code.Type == DiscountCode.Percent ? code.Value
                : line.Price == 0 ? 0
                : Math.Round(line.Discount / line.Price * 100, 2)
            ),
            ["amount"] = Read(line.Discount, terms),
            ["total"] = Plain(line.DiscountTotal),
            ["type"] = code.Type,
        };
        if (line.Warning is not null)
            shown["warning"] = line.Warning;
        return shown;
    }

    private static decimal Read(decimal amount, PriceTerms terms) => Plain(Currency.Round(amount, terms.Currency));

    /// <summary>Without the zeros that the column's scale adds.</summary>
    private static decimal Plain(decimal amount) => amount / 1.000000000000000000000000000m;
}
