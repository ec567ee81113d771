namespace OpenEvent.Domain.Ticketing;

/// <summary>What a ticket's type means for its price.</summary>
public enum PriceMode
{
    /// <summary>Nothing, whatever price is stored.</summary>
    Free,

    /// <summary>The stored price, which is more than zero.</summary>
    Paid,

    /// <summary>What the buyer offers, within bounds.</summary>
    Donation,

    /// <summary>A type of the organizer's own naming: the stored price, which may be zero.</summary>
    Other,
}
