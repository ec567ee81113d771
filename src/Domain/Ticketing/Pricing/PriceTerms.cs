namespace OpenEvent.Domain.Ticketing;

/// <summary>
/// What an order's price depends on beside its seats. An order keeps the terms that it was priced by, so that giving a seat back reckons as before,
/// whatever the event has changed since.
/// </summary>
public sealed class PriceTerms
{
    public string Currency { get; set; } = Ticketing.Currency.Default;

    /// <summary><c>percent</c>, <c>amount</c> or null: no discount.</summary>
    public string? DiscountType { get; set; }

    /// <summary>Percent, or money off one seat.</summary>
    public decimal DiscountValue { get; set; }

    /// <summary>Null: no tax.</summary>
    public decimal? TaxRate { get; set; }

    public string? TaxName { get; set; }

    public bool IsTaxIncluded { get; set; }

    /// <summary>The platform's service fee, in percent of the undiscounted price.</summary>
    public decimal FeeRate { get; set; }

    /// <summary>The most that one line's fee is; null: no limit.</summary>
    public decimal? FeeMost { get; set; }

    /// <summary>What is off one seat of that price: never more than the price, never less than nothing.</summary>
    public decimal DiscountOf(decimal price) =>
        DiscountType switch
        {
            DiscountCode.Percent => price * Math.Clamp(DiscountValue, 0, 100) / 100,
            DiscountCode.Amount => Math.Clamp(DiscountValue, 0, price),
            _ => 0,
        };

    /// <summary>The tax in or on that amount, exact.</summary>
    public decimal TaxOf(decimal amount) =>
        TaxRate switch
        {
            null => 0,
            { } rate when IsTaxIncluded => amount - (amount / (1 + (rate / 100))),
            { } rate => amount * rate / 100,
        };
}
