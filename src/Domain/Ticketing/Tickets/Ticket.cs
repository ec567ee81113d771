using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Domain.Ticketing;

/// <summary>
/// A type of ticket that an event sells. <see cref="TicketSeats"/> counts the seats that are taken, so that a sale does not change this
/// row.
/// </summary>
public sealed class Ticket : EventContent, ISoftDeleted
{
    public string Name { get; set; } = "";

    public string? Description { get; set; }

    /// <summary>Free text. <see cref="Pricing.PriceModeOf"/> defines what it means for the price.</summary>
    public string Type { get; set; } = "";

    /// <summary>The number of seats; null for no limit.</summary>
    public int? Quantity { get; set; }

    /// <summary>In the event's currency; null means 0.</summary>
    public decimal? Price { get; set; }

    /// <summary>The minimum price of a donation.</summary>
    public decimal MinPrice { get; set; }

    /// <summary>The maximum price of a donation; null for no maximum.</summary>
    public decimal? MaxPrice { get; set; }

    /// <summary>The minimum number of seats in an order; null means 1.</summary>
    public int? MinOrder { get; set; }

    /// <summary>The maximum number of seats in an order; null for no maximum.</summary>
    public int? MaxOrder { get; set; }

    public DateTimeOffset SalesStartsAt { get; set; }

    public DateTimeOffset SalesEndsAt { get; set; }

    /// <summary>Whether buyers need an access code to see and order the ticket.</summary>
    public bool IsHidden { get; set; }

    public bool IsDescriptionVisible { get; set; }

    /// <summary>Whether the organizer pays the platform's fee. Otherwise it is added to the price.</summary>
    public bool IsFeeAbsorbed { get; set; }

    public bool IsCheckinRestricted { get; set; } = true;

    public bool AutoCheckinEnabled { get; set; }

    public int? Position { get; set; }

    public string? BadgeId { get; set; }

    public string? FormId { get; set; }

    public DateTimeOffset? DeletedAt { get; set; }

    /// <summary>The attendees with this ticket. They see the ticket even if it is hidden.</summary>
    public List<Attendee> Attendees { get; } = [];

    /// <summary>The access codes that unlock the ticket.</summary>
    public List<AccessCodeTicket> AccessCodes { get; } = [];
}
