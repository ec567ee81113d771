using System.Globalization;
using System.Linq.Expressions;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Domain.Ticketing;

/// <summary>What the platform asks of an organizer: its share of what an event's orders have brought since the last invoice.</summary>
public sealed class EventInvoice : Entity, ISoftDeleted, ICreatedAt
{
    public const string Due = "due";
    public const string Paid = "paid";
    public const string Refunding = "refunding";
    public const string Refunded = "refunded";
    public static readonly string[] Statuses = [Paid, Due, Refunding, Refunded, "failed", "resolved"];

    /// <summary>The invoice's number, e.g. <c>202611U-000042</c>: of one series without gaps (<see cref="FormatNumber"/>).</summary>
    public string Identifier { get; set; } = "";

    public string Status { get; set; } = Due;

    /// <summary>In <see cref="Currency"/>'s units. Negative: the platform owes it, as more was cancelled than sold.</summary>
    public decimal Amount { get; set; }

    public string Currency { get; set; } = "";

    /// <summary>The sum of the orders that it is for.</summary>
    public decimal Revenue { get; set; }

    /// <summary>In percent of the revenue, when it was issued.</summary>
    public decimal FeeRate { get; set; }

    /// <summary>The most that the fee is; null: no limit.</summary>
    public decimal? FeeMost { get; set; }

    /// <summary>What the platform's discount has taken off.</summary>
    public decimal Discount { get; set; }

    /// <summary>As a discount code's; null: no discount.</summary>
    public string? DiscountType { get; set; }

    public decimal DiscountValue { get; set; }

    /// <summary>What it gives back of earlier invoices, for orders that were cancelled after them.</summary>
    public decimal Credit { get; set; }

    /// <summary>The first day of the month before which its orders were completed.</summary>
    public DateOnly Period { get; set; }

    /// <summary>Null when the event is gone.</summary>
    public long? EventId { get; set; }

    public Event? Event { get; set; }

    /// <summary>The owner who owes it; null when his account is gone.</summary>
    public long? UserId { get; set; }

    public User? User { get; set; }

    public long? DiscountCodeId { get; set; }

    public DiscountCode? DiscountCode { get; set; }

    public DateTimeOffset IssuedAt { get; set; }

    public DateTimeOffset DueAt { get; set; }

    public DateTimeOffset? CompletedAt { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset? DeletedAt { get; set; }

    public string? InvoicePdfUrl { get; set; }

    public string? PaymentMode { get; set; }

    public string? PaidVia { get; set; }

    public string? TransactionId { get; set; }

    public string? StripeToken { get; set; }

    public string? PaypalToken { get; set; }

    public string? Brand { get; set; }

    public string? Last4 { get; set; }

    public int? ExpMonth { get; set; }

    public int? ExpYear { get; set; }

    /// <summary>The platform's share of so much revenue by this invoice's terms, before its discount.</summary>
    public decimal PlatformFeeOn(decimal revenue)
    {
        var fee = Ticketing.Currency.Round(revenue * FeeRate / 100, Currency);
        return FeeMost is { } cap && cap < fee ? Ticketing.Currency.Round(cap, Currency) : fee;
    }

    public decimal DiscountOnFee(decimal fee) =>
        Ticketing.Currency.Round(new PriceTerms { DiscountType = DiscountType, DiscountValue = DiscountValue }.DiscountOf(fee), Currency);

    /// <summary>
    /// What is to be given back when so much of its revenue goes: the difference to what it would have asked without it. All that goes, in whatever order, gives
    /// back exactly what was asked.
    /// </summary>
    /// <param name="alreadyCredited">What had gone, and was given back, before.</param>
    public decimal CreditFor(decimal revenue, decimal alreadyCredited)
    {
        return ChargeFor(Math.Max(0, Revenue - alreadyCredited)) - ChargeFor(Math.Max(0, Revenue - alreadyCredited - revenue));

        decimal ChargeFor(decimal remaining) => PlatformFeeOn(remaining) - DiscountOnFee(PlatformFeeOn(remaining));
    }

    public static string FormatNumber(DateTimeOffset issuedAt, long number) =>
        string.Create(CultureInfo.InvariantCulture, $"{issuedAt.UtcDateTime:yyyyMM}U-{number:000000}");
}

/// <summary>How far a series of numbers is. It is changed under its row's lock and undone with what it was taken for, so that no number is missing.</summary>
public sealed class NumberSeries : Entity
{
    public const long EventInvoices = 1;

    public string Name { get; set; } = "";

    public long Last { get; set; }
}

/// <summary>Staff's, and read by whom it concerns. Nobody makes or deletes one: the server issues them.</summary>
public sealed class EventInvoicePolicy : Policy<EventInvoice>
{
    /// <summary>How he means to pay; that he has paid is not his to say.</summary>
    private static readonly string[] OwnerFields =
    [
        nameof(EventInvoice.PaymentMode),
        nameof(EventInvoice.StripeToken),
        nameof(EventInvoice.PaypalToken),
    ];

    public override bool HidesExistence => false;

    public override Expression<Func<EventInvoice, bool>> Visible(Actor actor)
    {
        if (actor.IsStaff)
            return _ => true;
        if (!actor.IsSignedIn)
            return _ => false;
        var userId = actor.UserId;
        var managedEventIds = actor.ManagedEventIds;
        return i => i.UserId == userId || (i.EventId != null && managedEventIds.Contains(i.EventId.Value));
    }

    public override Decision List(Actor actor) => Decision.AllowIf(actor.IsStaff, "Admin access is required.");

    public override bool CanSeePrivate(Actor actor, EventInvoice row) => actor.IsStaff || actor.IsUser(row.UserId);

    public override Decision Update(Actor actor, EventInvoice current, Changes<EventInvoice> changes) =>
        actor switch
        {
            { IsStaff: true } => Decision.Allow,
            _ when !actor.IsUser(current.UserId) => Decision.Deny("Only who owes an invoice, and staff, change it."),
            _ when changes.FirstNameNotIn(OwnerFields) is { } name => Decision.Deny($"Who owes an invoice does not set {name}.", name),
            _ => Decision.Allow,
        };
}
