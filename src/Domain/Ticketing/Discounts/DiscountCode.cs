using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Domain.Ticketing;

/// <summary>
/// A code that discounts tickets or, with <see cref="UsedFor"/> <c>event</c>, the platform's invoice to the organizer. Its id is random
/// (<see cref="CodeRules.NewRandomId"/>), because clients apply a code by its id: with guessable ids, buyers could use codes that they were
/// never given.
/// </summary>
public sealed class DiscountCode : Entity, ISoftDeleted, ICreatedAt, IRedeemableCode
{
    public const string ForEvent = "event";
    public const string ForTicket = "ticket";
    public const string Percent = "percent";
    public const string Amount = "amount";

    public string Code
    {
        get;
        set
        {
            field = value;
            CodeKey = CodeText.KeyOf(value);
        }
    } = "";

    /// <summary><see cref="CodeText.KeyOf"/> of the code.</summary>
    public string CodeKey { get; private set; } = "";

    public string? DiscountUrl { get; set; }

    public bool IsActive { get; set; }

    public int? MinQuantity { get; set; }

    public int? MaxQuantity { get; set; }

    public int? TicketsNumber { get; set; }

    /// <summary><see cref="Percent"/> or <see cref="Amount"/>.</summary>
    public string Type { get; set; } = "";

    /// <summary><see cref="ForEvent"/> or <see cref="ForTicket"/>; never changes.</summary>
    public string UsedFor { get; set; } = "";

    /// <summary>A percentage from 0 to 100, or an amount for each seat in the event's currency.</summary>
    public decimal Value { get; set; }

    public DateTimeOffset? ValidFrom { get; set; }

    public DateTimeOffset? ValidTill { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset? DeletedAt { get; set; }

    /// <summary>The event of the tickets; null for codes that are used for <c>event</c>.</summary>
    public long? EventId { get; set; }

    public Event? Event { get; set; }

    public long? MarketerId { get; set; }

    public User? Marketer { get; set; }

    public List<Order> Orders { get; } = [];

    public bool IsPlatformDiscount => UsedFor == ForEvent;
}

/// <summary>Links a discount code to a ticket that it applies to.</summary>
public sealed class DiscountCodeTicket
{
    public long DiscountCodeId { get; set; }

    public DiscountCode DiscountCode { get; set; } = null!;

    public long TicketId { get; set; }

    public Ticket Ticket { get; set; } = null!;
}

/// <summary>The platform's discount for an event. The primary key allows one per event.</summary>
public sealed class EventDiscount
{
    public long EventId { get; set; }

    public Event Event { get; set; } = null!;

    public long DiscountCodeId { get; set; }

    public DiscountCode DiscountCode { get; set; } = null!;
}
