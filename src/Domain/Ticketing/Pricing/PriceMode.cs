namespace OpenEvent.Domain.Ticketing;

/// <summary>How the price of a ticket is determined (docs/reference/money-and-pricing.md#unit-price).</summary>
public enum PriceMode
{
    /// <summary>The price is zero, whatever price is stored.</summary>
    Free,

    /// <summary>The stored price, which is greater than zero.</summary>
    Paid,

    /// <summary>The buyer chooses the price, between the ticket's minimum and maximum.</summary>
    Donation,

    /// <summary>A type that the organizer named: the stored price, which may be zero.</summary>
    Other,
}
