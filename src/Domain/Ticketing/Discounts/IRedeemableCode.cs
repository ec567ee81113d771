namespace OpenEvent.Domain.Ticketing;

/// <summary>The common properties of discount and access codes.</summary>
public interface IRedeemableCode
{
    long Id { get; set; }

    string Code { get; }

    bool IsActive { get; }

    /// <summary>The minimum number of seats in an order; null for no minimum.</summary>
    int? MinQuantity { get; }

    /// <summary>The maximum number of seats in an order; null or negative for no maximum.</summary>
    int? MaxQuantity { get; }

    /// <summary>The total number of seats that the code is valid for; null for no limit.</summary>
    int? TicketsNumber { get; }

    DateTimeOffset? ValidFrom { get; }

    /// <summary>Null if the code is valid until the event ends.</summary>
    DateTimeOffset? ValidTill { get; }

    DateTimeOffset? DeletedAt { get; }
}
