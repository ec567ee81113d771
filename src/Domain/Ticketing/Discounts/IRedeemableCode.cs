namespace OpenEvent.Domain.Ticketing;

/// <summary>What discount and access codes have in common.</summary>
public interface IRedeemableCode
{
    long Id { get; set; }

    string Code { get; }

    bool IsActive { get; }

    /// <summary>The fewest seats of one order; null: any.</summary>
    int? MinQuantity { get; }

    /// <summary>The most seats of one order; null or negative: any.</summary>
    int? MaxQuantity { get; }

    /// <summary>How many seats the code is good for in all; null: no limit.</summary>
    int? TicketsNumber { get; }

    DateTimeOffset? ValidFrom { get; }

    /// <summary>Null: until the event ends.</summary>
    DateTimeOffset? ValidTill { get; }

    DateTimeOffset? DeletedAt { get; }
}
