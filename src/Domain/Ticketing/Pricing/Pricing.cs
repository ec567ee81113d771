using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Ticketing;

/// <summary>
/// Computes the price of an order (docs/reference/money-and-pricing.md#order-of-calculation) with exact decimals. Quotes and orders use the
/// same calculation. Each line is rounded to the currency's minor unit, so the sub-total is the sum of the lines. The tax is computed once,
/// from the sub-total.
/// </summary>
public static class Pricing
{
    public static PriceMode PriceModeOf(Ticket ticket) =>
        ticket.Type switch
        {
            "free" or "freeRegistration" => PriceMode.Free,
            "paid" or "paidRegistration" => PriceMode.Paid,
            "donation" or "donationRegistration" => PriceMode.Donation,
            _ => PriceMode.Other,
        };

    /// <summary>Whether a seat of the ticket can have a price greater than zero.</summary>
    public static bool CanCostMoney(Ticket ticket) =>
        PriceModeOf(ticket) switch
        {
            PriceMode.Free => false,
            PriceMode.Other => ticket.Price > 0,
            _ => true,
        };

    /// <param name="discountsLeft">
    /// The remaining uses of the discount code, in seats; null for no limit. They are given to the tickets in the order of their ids.
    /// </param>
    /// <exception cref="RejectedException">Invalid, with every invalid donation and its pointer.</exception>
    public static Quote CreateQuote(IReadOnlyList<SeatRequest> requests, PriceTerms terms, int? discountsLeft = null)
    {
        List<Problem> problems = [];
        var prices = requests.Select((request, i) => PriceOf(request, terms.Currency, $"/tickets/{i}/price", problems)).ToList();
        if (problems.Count > 0)
            throw new RejectedException(RejectionKind.Invalid, problems);
        var discounted = AllocateDiscounts(requests, terms, discountsLeft);
        var lines = requests.Select((request, i) => CreateLine(request, prices[i], discounted[i], terms)).ToList();
        return new Quote(lines, TotalOf(lines.Select(l => l.Seats), terms), terms);
    }

    /// <summary>The sum of the lines, and the tax on it.</summary>
    public static PriceTotal TotalOf(IEnumerable<PricedSeats> lines, PriceTerms terms)
    {
        var subTotal = 0m;
        var discount = 0m;
        var fee = 0m;
        foreach (var line in lines)
        {
            discount += DiscountOf(line, terms);
            fee += FeeOf(line, terms);
            subTotal += SubTotalOf(line, terms);
        }

        var tax = Currency.Round(terms.TaxOf(subTotal), terms.Currency);
        return new PriceTotal(subTotal, discount, fee, tax, terms.IsTaxIncluded ? subTotal : subTotal + tax);
    }

    public static decimal SubTotalOf(PricedSeats line, PriceTerms terms) =>
        (line.Price * line.Quantity) - DiscountOf(line, terms) + FeeOf(line, terms);

    public static decimal DiscountOf(PricedSeats line, PriceTerms terms) =>
        Currency.Round(terms.DiscountOf(line.Price) * line.Discounted, terms.Currency);

    /// <summary>
    /// The platform's fee on a line: a percentage of the undiscounted price, up to the maximum. 0 if the organizer absorbs the fee.
    /// </summary>
    public static decimal FeeOf(PricedSeats line, PriceTerms terms) =>
        line.IsFeeCharged ? FeeRule.FeeOn(line.Price * line.Quantity, terms.FeeRate, terms.FeeMost, terms.Currency) : 0;

    private static QuoteLine CreateLine(SeatRequest request, decimal price, int discounted, PriceTerms terms)
    {
        var seats = new PricedSeats(price, request.Quantity, discounted, !request.Ticket.IsFeeAbsorbed);
        var requested = request.IsDiscountable && price > 0 ? request.MaxDiscounted : 0;
        var discountPerSeat = discounted > 0 ? terms.DiscountOf(price) : 0;
        return new QuoteLine(
            request.Ticket,
            seats,
            discountPerSeat,
            SubTotalOf(seats, terms),
            DiscountOf(seats, terms),
            FeeOf(seats, terms),
            terms.TaxOf(price),
            terms.TaxOf(price - discountPerSeat)
        )
        {
            Warning =
                terms.DiscountType is not null && discounted < requested
                    ? $"The discount applies to {discounted} of {requested} seats only. The code has no more uses left."
                    : null,
        };
    }

    private static int[] AllocateDiscounts(IReadOnlyList<SeatRequest> requests, PriceTerms terms, int? discountsLeft)
    {
        var discounted = new int[requests.Count];
        if (terms.DiscountType is null)
            return discounted;
        var remaining = discountsLeft is { } n ? Math.Max(0, n) : int.MaxValue;
        foreach (var (request, i) in requests.Select((r, i) => (r, i)).OrderBy(x => x.r.Ticket.Id))
        {
            if (!request.IsDiscountable || !CanCostMoney(request.Ticket))
                continue;
            discounted[i] = Math.Min(request.MaxDiscounted, remaining);
            remaining -= discounted[i];
        }

        return discounted;
    }

    private static decimal PriceOf(SeatRequest request, string currency, string pointer, List<Problem> problems) =>
        PriceModeOf(request.Ticket) switch
        {
            PriceMode.Free => 0,
            PriceMode.Donation => DonationPrice(request.Ticket, request.Offer, currency, pointer, problems),
            _ => Currency.Round(request.Ticket.Price ?? 0, currency),
        };

    private static decimal DonationPrice(Ticket ticket, decimal? offer, string currency, string pointer, List<Problem> problems)
    {
        var problem = offer switch
        {
            null => $"\"{ticket.Name}\" is a donation. Set its price.",
            { } value when value < ticket.MinPrice => $"\"{ticket.Name}\" costs at least {ticket.MinPrice:0.###}.",
            { } value when value > ticket.MaxPrice => $"\"{ticket.Name}\" costs at most {ticket.MaxPrice:0.###}.",
            < 0 => "The price must not be negative.",
            _ => Currency.FindProblem(offer, currency),
        };
        if (problem is not null)
            problems.Add(new Problem(problem, pointer));
        return offer ?? 0;
    }
}
