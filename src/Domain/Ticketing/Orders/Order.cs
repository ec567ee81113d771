using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Domain.Ticketing;

/// <summary>An order of tickets for an event: the buyer, the seats, the price and the status.</summary>
public sealed class Order : Entity, IEventContent, ICreatedAt
{
    /// <summary>A random UUID (version 4) as text. Links and QR codes contain it.</summary>
    public string Identifier { get; set; } = "";

    public OrderStatus Status { get; set; }

    /// <summary>In the event's currency. Null only until it is computed for the first time.</summary>
    public decimal? Amount { get; set; }

    /// <summary>Whether the event team or staff set the amount. Then it is not computed again.</summary>
    public bool IsAmountFinal { get; set; }

    /// <summary>When the order expires and releases its seats; null if it does not expire.</summary>
    public DateTimeOffset? ExpiresAt { get; set; }

    public long EventId { get; set; }

    public Event Event { get; set; } = null!;

    /// <summary>The buyer; null if their account was permanently deleted.</summary>
    public long? UserId { get; set; }

    /// <summary>
    /// SHA-256 of the client address that started the checkout, for the limit of unfinished orders. Null: it has no limit.
    /// </summary>
    public string? ClientAddressHash { get; set; }

    public User? User { get; set; }

    public long? MarketerId { get; set; }

    public User? Marketer { get; set; }

    public List<Attendee> Attendees { get; } = [];

    public List<OrderTicket> Tickets { get; } = [];

    public long? DiscountCodeId { get; set; }

    public DiscountCode? DiscountCode { get; set; }

    /// <summary>
    /// The uses of the discount code, in seats. They are returned when the order expires, is cancelled or is deleted. Orders of staff use
    /// none.
    /// </summary>
    public int DiscountUses { get; set; }

    public long? AccessCodeId { get; set; }

    public AccessCode? AccessCode { get; set; }

    /// <summary>The uses of the access code, in seats.</summary>
    public int AccessUses { get; set; }

    /// <summary>The terms that the price was computed with.</summary>
    public PriceTerms Terms { get; set; } = new();

    /// <summary>The total discount.</summary>
    public decimal Discount { get; set; }

    /// <summary>The tax, which the amount includes.</summary>
    public decimal Tax { get; set; }

    /// <summary>The platform's invoice to the organizer that counted this order; null while there is none.</summary>
    public long? EventInvoiceId { get; set; }

    public EventInvoice? EventInvoice { get; set; }

    /// <summary>The revenue of this order that the invoice counted. Null: the whole amount, by an earlier version.</summary>
    public decimal? InvoicedRevenue { get; set; }

    /// <summary>The part of the amount that was paid and has gone back: refunded, or lost in a dispute.</summary>
    public decimal AmountRefunded { get; set; }

    /// <summary>One of <see cref="PaymentModes.All"/>; null while none is chosen.</summary>
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

    /// <summary>The attribute <c>on-site-tickets</c> of a request, as JSON. Not stored.</summary>
    public string? OnSiteTickets { get; set; }

    public decimal Total => Amount ?? 0;

    /// <summary>The amount that counts as revenue.</summary>
    public decimal Revenue => Math.Max(0, Total - AmountRefunded);

    /// <summary>Whether money was paid for the order.</summary>
    public bool IsPaid => Status == OrderStatus.Completed && Total > 0;

    /// <summary>Whether the price can still change: the order is neither completed nor expired nor cancelled.</summary>
    public bool CanChangePrice => Status is OrderStatus.Initializing or OrderStatus.Pending or OrderStatus.Placed;

    /// <summary>Computes <see cref="AmountRefunded"/>. Money that was paid beyond the amount does not count.</summary>
    /// <param name="payments">All payments of the order.</param>
    public void CountRefunds(IReadOnlyCollection<Payment> payments) =>
        AmountRefunded = Status is OrderStatus.Completed or OrderStatus.Cancelled
            ? Math.Clamp(Math.Min(Total, payments.Sum(p => p.Taken)) - payments.Sum(p => p.Kept), 0, Total)
            : 0;

    /// <summary>The status at a time: an order that is overdue is expired, although the job has not changed it yet.</summary>
    public OrderStatus StatusAt(DateTimeOffset now) => IsPastExpiry(now) ? OrderStatus.Expired : Status;

    public bool IsPastExpiry(DateTimeOffset now) => Status is OrderStatus.Initializing or OrderStatus.Pending && ExpiresAt <= now;
}
