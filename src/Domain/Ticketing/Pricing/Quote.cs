namespace OpenEvent.Domain.Ticketing;

/// <summary>A request for a number of seats of one ticket.</summary>
/// <param name="Offer">The price of one seat that the buyer chooses for a donation; ignored for other tickets.</param>
/// <param name="IsDiscountable">Whether the order's discount code applies to this ticket.</param>
/// <param name="DiscountLimit">The maximum number of seats that the buyer wants the discount for; null for all.</param>
public sealed record SeatRequest(Ticket Ticket, int Quantity, decimal? Offer = null, bool IsDiscountable = false, int? DiscountLimit = null)
{
    public int MaxDiscounted => Math.Min(Quantity, DiscountLimit ?? Quantity);
}

/// <summary>Seats of one ticket at one price, from which the amounts of a line are computed.</summary>
/// <param name="Price">The price of one seat before the discount.</param>
/// <param name="Discounted">The number of seats that the discount applies to.</param>
public readonly record struct PricedSeats(decimal Price, int Quantity, int Discounted, bool IsFeeCharged);

/// <summary>One line of a quote.</summary>
/// <param name="Discount">The discount on one discounted seat, unrounded.</param>
/// <param name="SubTotal">Price plus fee minus discount, before a tax that is added.</param>
/// <param name="DiscountTotal">The discount on the whole line.</param>
/// <param name="Fee">The platform's fee on the whole line.</param>
/// <param name="SeatTax">The tax on the undiscounted price of one seat, unrounded.</param>
/// <param name="DiscountedTax">The tax on the discounted price of one seat, unrounded.</param>
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
    /// <summary>A message for the buyer, e.g. that not every seat is discounted.</summary>
    public string? Warning { get; init; }

    public decimal Price => Seats.Price;

    public int Quantity => Seats.Quantity;
}

/// <summary>The totals of a quote or an order, rounded to the currency's minor unit.</summary>
/// <param name="SubTotal">The sum of the lines.</param>
/// <param name="Discount">The sum of the lines' discounts.</param>
/// <param name="Fee">The sum of the lines' fees.</param>
/// <param name="Tax">The tax, which is part of the sub-total or added to it, depending on the terms.</param>
/// <param name="Amount">The amount that the buyer pays.</param>
public readonly record struct PriceTotal(decimal SubTotal, decimal Discount, decimal Fee, decimal Tax, decimal Amount);

/// <summary>The price of a number of seats by the given terms.</summary>
/// <param name="Lines">In the order of the request.</param>
public sealed record Quote(IReadOnlyList<QuoteLine> Lines, PriceTotal Total, PriceTerms Terms)
{
    /// <summary>The number of seats that the discount applies to.</summary>
    public int Discounted => Lines.Sum(l => l.Seats.Discounted);
}
