using System.Globalization;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Domain.Ticketing;

/// <summary>
/// The platform's invoice to an organizer: its fee on the revenue of an event's orders since the last invoice
/// (docs/reference/event-invoices.md#event-invoice).
/// </summary>
public sealed class EventInvoice : Entity, ISoftDeleted, ICreatedAt
{
    public const string Due = "due";
    public const string Paid = "paid";
    public const string Refunding = "refunding";
    public const string Refunded = "refunded";
    public static readonly string[] Statuses = [Paid, Due, Refunding, Refunded, "failed", "resolved"];

    /// <summary>The invoice number, e.g. <c>202611U-000042</c>, from a series without gaps (<see cref="FormatNumber"/>).</summary>
    public string Identifier { get; set; } = "";

    /// <summary>One of <see cref="Statuses"/>.</summary>
    public string Status { get; set; } = Due;

    /// <summary>In <see cref="Currency"/>. A negative amount is owed by the platform, because more was cancelled than sold.</summary>
    public decimal Amount { get; set; }

    public string Currency { get; set; } = "";

    /// <summary>The sum of the invoiced orders.</summary>
    public decimal Revenue { get; set; }

    /// <summary>The fee at the time of issue, in percent of the revenue.</summary>
    public decimal FeeRate { get; set; }

    /// <summary>The maximum fee; null for no maximum.</summary>
    public decimal? FeeMost { get; set; }

    /// <summary>The amount of the platform's discount.</summary>
    public decimal Discount { get; set; }

    /// <summary>
    /// <see cref="Ticketing.DiscountCode.Percent"/> or <see cref="Ticketing.DiscountCode.Amount"/>; null for no discount.
    /// </summary>
    public string? DiscountType { get; set; }

    public decimal DiscountValue { get; set; }

    /// <summary>The credit for orders that were cancelled after an earlier invoice had counted them.</summary>
    public decimal Credit { get; set; }

    /// <summary>The first day of a month. The invoice counts orders that were completed before this day.</summary>
    public DateOnly Period { get; set; }

    /// <summary>Null if the event was permanently deleted.</summary>
    public long? EventId { get; set; }

    public Event? Event { get; set; }

    /// <summary>The owner of the event, who owes the invoice; null if their account was permanently deleted.</summary>
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

    /// <summary>The platform's fee on a revenue by the terms of this invoice, before the discount.</summary>
    public decimal PlatformFeeOn(decimal revenue) => FeeRule.FeeOn(revenue, FeeRate, FeeMost, Currency);

    public decimal DiscountOnFee(decimal fee) =>
        Common.Currency.Round(new PriceTerms { DiscountType = DiscountType, DiscountValue = DiscountValue }.DiscountOf(fee), Currency);

    /// <summary>
    /// The credit for cancelled orders: the difference between the charge with and without their revenue. When all orders are cancelled, in
    /// any order, the credits add up to exactly the charge.
    /// </summary>
    /// <param name="revenue">The revenue of the orders to credit.</param>
    /// <param name="alreadyCredited">The revenue that was credited before.</param>
    public decimal CreditFor(decimal revenue, decimal alreadyCredited)
    {
        return ChargeFor(Math.Max(0, Revenue - alreadyCredited)) - ChargeFor(Math.Max(0, Revenue - alreadyCredited - revenue));

        decimal ChargeFor(decimal remaining) => PlatformFeeOn(remaining) - DiscountOnFee(PlatformFeeOn(remaining));
    }

    /// <summary>The invoice number: year, month, <c>U-</c> and at least six digits.</summary>
    public static string FormatNumber(DateTimeOffset issuedAt, long number) =>
        string.Create(CultureInfo.InvariantCulture, $"{issuedAt.UtcDateTime:yyyyMM}U-{number:000000}");
}
