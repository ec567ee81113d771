namespace OpenEvent.Domain.Ticketing;

/// <summary>
/// Everything that an order's price depends on, except its seats. An order stores its terms, so that the price can be computed again when a
/// seat is returned, even if the event's settings have changed.
/// </summary>
public sealed class PriceTerms
{
    public string Currency { get; set; } = Common.Currency.Default;

    /// <summary><c>percent</c> or <c>amount</c>; null for no discount.</summary>
    public string? DiscountType { get; set; }

    /// <summary>A percentage, or an amount for each seat.</summary>
    public decimal DiscountValue { get; set; }

    /// <summary>In percent; null for no tax.</summary>
    public decimal? TaxRate { get; set; }

    public string? TaxName { get; set; }

    /// <summary>Whether prices include the tax. Otherwise it is added to them.</summary>
    public bool IsTaxIncluded { get; set; }

    /// <summary>The platform's service fee, in percent of the undiscounted price.</summary>
    public decimal FeeRate { get; set; }

    /// <summary>The maximum fee of one line; null for no maximum.</summary>
    public decimal? FeeMost { get; set; }

    /// <summary>The discount on one seat of that price, unrounded: at least 0 and at most the price.</summary>
    public decimal DiscountOf(decimal price) =>
        DiscountType switch
        {
            DiscountCode.Percent => price * Math.Clamp(DiscountValue, 0, 100) / 100,
            DiscountCode.Amount => Math.Clamp(DiscountValue, 0, price),
            _ => 0,
        };

    /// <summary>The tax that the amount includes, or that is added to it, unrounded.</summary>
    public decimal TaxOf(decimal amount) =>
        TaxRate switch
        {
            null => 0,
            { } rate when IsTaxIncluded => amount - (amount / (1 + (rate / 100))),
            { } rate => amount * rate / 100,
        };
}
