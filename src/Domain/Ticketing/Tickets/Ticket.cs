using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Domain.Ticketing;

/// <summary>A kind of seat that an event sells. How many are taken stands in <see cref="TicketSeats"/>, so that a sale does not change this row.</summary>
public sealed class Ticket : EventContent, ISoftDeleted
{
    public string Name { get; set; } = "";

    public string? Description { get; set; }

    /// <summary>Free text; what it means for the price is <see cref="Pricing.PriceModeOf"/>'s.</summary>
    public string Type { get; set; } = "";

    /// <summary>Null: no limit.</summary>
    public int? Quantity { get; set; }

    /// <summary>In the event's currency; null is zero.</summary>
    public decimal? Price { get; set; }

    /// <summary>The least that a donor gives.</summary>
    public decimal MinPrice { get; set; }

    public decimal? MaxPrice { get; set; }

    /// <summary>The fewest seats of one order; null: one.</summary>
    public int? MinOrder { get; set; }

    public int? MaxOrder { get; set; }

    public DateTimeOffset SalesStartsAt { get; set; }

    public DateTimeOffset SalesEndsAt { get; set; }

    public bool IsHidden { get; set; }

    public bool IsDescriptionVisible { get; set; }

    public bool IsFeeAbsorbed { get; set; }

    public bool IsCheckinRestricted { get; set; } = true;

    public bool AutoCheckinEnabled { get; set; }

    public int? Position { get; set; }

    public string? BadgeId { get; set; }

    public string? FormId { get; set; }

    public DateTimeOffset? DeletedAt { get; set; }

    /// <summary>Who holds one: they see the ticket even where it is hidden.</summary>
    public List<Attendee> Attendees { get; } = [];

    /// <summary>The access codes that open it.</summary>
    public List<AccessCodeTicket> AccessCodes { get; } = [];
}
