using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Domain.Ticketing;

/// <summary>
/// A payment for an order. It is stored before the provider is called. A unique index allows one open or succeeded payment per order, so
/// that an order is not paid twice. The row is kept even if the order is deleted.
/// </summary>
public sealed class Payment : Entity, IEventContent, ICreatedAt
{
    /// <summary>Null if the order was deleted.</summary>
    public long? OrderId { get; set; }

    public Order? Order { get; set; }

    public string OrderIdentifier { get; set; } = "";

    public long EventId { get; set; }

    public Event Event { get; set; } = null!;

    /// <summary>One of <see cref="PaymentModes.All"/>.</summary>
    public string Provider { get; set; } = "";

    /// <summary>The event's account at the provider; null for payments outside the server (bank transfer, cheque, on site).</summary>
    public string? Account { get; set; }

    /// <summary>
    /// The server's id for the payment. It is the provider's idempotency key, so a repeated request creates no second payment.
    /// </summary>
    public string Reference { get; set; } = "";

    /// <summary>The provider's id for the payment; null until the provider has answered.</summary>
    public string? ExternalId { get; set; }

    /// <summary>The requested amount, in <see cref="Currency"/>.</summary>
    public decimal Amount { get; set; }

    /// <summary>An ISO 4217 code: three upper-case letters.</summary>
    public string Currency { get; set; } = Common.Currency.Default;

    public PaymentState State { get; set; }

    /// <summary>The amount that was actually received.</summary>
    public decimal Taken { get; set; }

    /// <summary>
    /// The sum of the refunds that have not failed, also of those that others started. A CHECK constraint limits it to <see cref="Taken"/>.
    /// </summary>
    public decimal Refunded { get; set; }

    /// <summary>
    /// The version of the idempotency key. It changes after the provider has stored a server error for the key, which it would repeat.
    /// </summary>
    public int KeyVersion { get; set; }

    public string IdempotencyKey => KeyVersion == 0 ? Reference : $"{Reference}_{KeyVersion}";

    /// <summary>The provider's id of the dispute (chargeback): the open one, else the last one. Null: none.</summary>
    public string? DisputeId { get; set; }

    public DisputeState? DisputeState { get; set; }

    /// <summary>In <see cref="Currency"/>. A lost dispute takes this amount back from the organizer.</summary>
    public decimal DisputedAmount { get; set; }

    /// <summary>The provider's code for the buyer's reason, e.g. <c>fraudulent</c>.</summary>
    public string? DisputeReason { get; set; }

    /// <summary>Until when the organizer can answer the dispute at the provider.</summary>
    public DateTimeOffset? DisputeDueAt { get; set; }

    /// <summary>When to ask the provider for the state again, in case a webhook event was lost; null if the state is final.</summary>
    public DateTimeOffset? CheckAt { get; set; }

    /// <summary>How often the provider was asked for the state.</summary>
    public int Checks { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset? SettledAt { get; set; }

    public List<Refund> Refunds { get; } = [];

    /// <summary>The amount that the organizer still has: neither refunded nor lost in a dispute.</summary>
    public decimal Kept => Math.Max(0, Taken - Refunded - (DisputeState == Ticketing.DisputeState.Lost ? DisputedAmount : 0));

    public bool IsDisputed => DisputeState == Ticketing.DisputeState.Open;

    /// <summary>The delay until the next check of an open payment: one minute, doubled after each check, at most one hour.</summary>
    public TimeSpan NextCheckDelay => TimeSpan.FromMinutes(Math.Min(60, Math.Pow(2, Math.Min(Checks, 6))));

    /// <summary>
    /// When to look for refunds and disputes of a received payment, whose webhook events may be lost: after 1, 2, 4 … 64 days. Cards can be
    /// disputed for 120 days. Null: no more.
    /// </summary>
    public DateTimeOffset? NextReversalCheck(DateTimeOffset now) => Checks > 6 ? null : now.AddDays(1 << Checks);
}
