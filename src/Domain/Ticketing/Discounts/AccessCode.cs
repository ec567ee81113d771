using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Domain.Ticketing;

/// <summary>A code that unlocks hidden tickets. Its id is random, like a discount code's.</summary>
public sealed class AccessCode : EventContent, ISoftDeleted, IRedeemableCode
{
    public string Code { get; set; } = "";

    public string? AccessUrl { get; set; }

    public bool IsActive { get; set; }

    public int? MinQuantity { get; set; }

    public int? MaxQuantity { get; set; }

    public int? TicketsNumber { get; set; }

    public DateTimeOffset ValidFrom { get; set; }

    public DateTimeOffset? ValidTill { get; set; }

    public DateTimeOffset? DeletedAt { get; set; }

    public long? MarketerId { get; set; }

    public User? Marketer { get; set; }

    public List<Order> Orders { get; } = [];

    DateTimeOffset? IRedeemableCode.ValidFrom => ValidFrom;
}

/// <summary>Links an access code to a hidden ticket that it unlocks.</summary>
public sealed class AccessCodeTicket
{
    public long AccessCodeId { get; set; }

    public AccessCode AccessCode { get; set; } = null!;

    public long TicketId { get; set; }

    public Ticket Ticket { get; set; } = null!;
}
