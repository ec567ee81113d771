using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Domain.Ticketing;

/// <summary>Who buys which seats of an event, for how much, and how far that is.</summary>
public sealed class Order : Entity, IEventContent, ICreatedAt
{
    /// <summary>A random UUID (version 4) as text: it is in links and in QR codes.</summary>
    public string Identifier { get; set; } = "";

    public OrderStatus Status { get; set; }

    /// <summary>In the event's currency. Null in drafts only: not computed yet.</summary>
    public decimal? Amount { get; set; }

    /// <summary>Somebody who may has set the amount: nothing computes it again.</summary>
    public bool IsAmountFinal { get; set; }

    /// <summary>When the order gives its seats back unless it goes on; null: it keeps them.</summary>
    public DateTimeOffset? ExpiresAt { get; set; }

    public long EventId { get; set; }

    public Event Event { get; set; } = null!;

    /// <summary>The buyer; null when his account is gone.</summary>
    public long? UserId { get; set; }

    public User? User { get; set; }

    public long? MarketerId { get; set; }

    public User? Marketer { get; set; }

    public List<Attendee> Attendees { get; } = [];

    public List<OrderTicket> Tickets { get; } = [];

    public long? DiscountCodeId { get; set; }

    public DiscountCode? DiscountCode { get; set; }

    /// <summary>The seats that the order has taken from the discount code: what it returns when it ends. Staff's orders take none.</summary>
    public int DiscountUses { get; set; }

    public long? AccessCodeId { get; set; }

    public AccessCode? AccessCode { get; set; }

    /// <summary>The seats that the order has taken from the access code.</summary>
    public int AccessUses { get; set; }

    /// <summary>What the order was priced by.</summary>
    public PriceTerms Terms { get; set; } = new();

    /// <summary>What was taken off, in all.</summary>
    public decimal Discount { get; set; }

    /// <summary>The tax in the amount.</summary>
    public decimal Tax { get; set; }

    /// <summary>The platform's invoice to the organizer that it was counted in; null: none yet.</summary>
    public long? EventInvoiceId { get; set; }

    public EventInvoice? EventInvoice { get; set; }

    public string? PaymentMode { get; set; }

    public string? PaidVia { get; set; }

    public string? PaymentUrl { get; set; }

    public string? TransactionId { get; set; }

    public string? Brand { get; set; }

    public string? Last4 { get; set; }

    public string? ExpMonth { get; set; }

    public string? ExpYear { get; set; }

    public bool IsBillingEnabled { get; set; }

    public string? Company { get; set; }

    public string? TaxBusinessInfo { get; set; }

    public string? Address { get; set; }

    public string? City { get; set; }

    public string? State { get; set; }

    public string? Zipcode { get; set; }

    public string? Country { get; set; }

    public string? OrderNotes { get; set; }

    public string? CancelNote { get; set; }

    public string? TicketsPdfUrl { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset? CompletedAt { get; set; }

    /// <summary>What a client sends as <c>on-site-tickets</c>; JSON, not stored.</summary>
    public string? OnSiteTickets { get; set; }

    public decimal Total => Amount ?? 0;

    /// <summary>Money was taken for it.</summary>
    public bool IsPaid => Status == OrderStatus.Completed && Total > 0;

    /// <summary>What it costs may still change: nobody has paid it, and it is not over.</summary>
    public bool CanChangePrice => Status is OrderStatus.Initializing or OrderStatus.Pending or OrderStatus.Placed;

    public bool IsPastExpiry(DateTimeOffset now) => Status is OrderStatus.Initializing or OrderStatus.Pending && ExpiresAt <= now;
}
