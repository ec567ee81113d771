namespace OpenEvent.Domain.Ticketing;

/// <summary>So many seats of a ticket, and what the buyer offers for one where that is his to say.</summary>
/// <param name="IsDiscountable">The order's discount code is good for this ticket.</param>
/// <param name="DiscountLimit">The most seats that the buyer wants the discount for; null: all.</param>
public sealed record SeatRequest(Ticket Ticket, int Quantity, decimal? Offer = null, bool IsDiscountable = false, int? DiscountLimit = null)
{
    public int MaxDiscounted => Math.Min(Quantity, DiscountLimit ?? Quantity);
}

/// <summary>Seats of one kind at one price: all that a line's amounts are reckoned from.</summary>
/// <param name="Discounted">How many of them the discount is for.</param>
public readonly record struct PricedSeats(decimal Price, int Quantity, int Discounted, bool IsFeeCharged);

/// <param name="Discount">Off one discounted seat, exact.</param>
/// <param name="SubTotal">Fee and price without the discount, before tax that is added.</param>
/// <param name="SeatTax">In or on one seat's full price, exact.</param>
/// <param name="DiscountedTax">In or on one seat's price after the discount, exact.</param>
public sealed record QuoteLine(
    Ticket Ticket,
    PricedSeats Seats,
    decimal Discount,
    decimal SubTotal,
    decimal DiscountTotal,
    decimal Fee,
    decimal SeatTax,
    decimal DiscountedTax
)
{
    /// <summary>What the buyer should know, e.g. that not every seat is discounted.</summary>
    public string? Warning { get; init; }

    public decimal Price => Seats.Price;

    public int Quantity => Seats.Quantity;
}

/// <summary>All in the currency's minor unit.</summary>
/// <param name="SubTotal">The sum of the lines.</param>
/// <param name="Discount">What the lines have off, in all.</param>
/// <param name="Fee">The fees in the lines, in all.</param>
/// <param name="Tax">In the sum if it is included, else on top of it.</param>
/// <param name="Amount">What the buyer pays.</param>
public readonly record struct PriceTotal(decimal SubTotal, decimal Discount, decimal Fee, decimal Tax, decimal Amount);

/// <param name="Lines">In the order of the request.</param>
public sealed record Quote(IReadOnlyList<QuoteLine> Lines, PriceTotal Total, PriceTerms Terms)
{
    /// <summary>How many seats the discount is for.</summary>
    public int Discounted => Lines.Sum(l => l.Seats.Discounted);
}
