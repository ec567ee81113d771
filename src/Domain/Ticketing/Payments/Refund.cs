using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Ticketing;

/// <summary>Money that goes back, all of what a payment took; a payment has at most one (a unique index).</summary>
public sealed class Refund : Entity, ICreatedAt
{
    public long PaymentId { get; set; }

    public Payment Payment { get; set; } = null!;

    /// <summary>Our name for it, which the provider gets as its idempotency key and keeps beside the refund.</summary>
    public string Reference { get; set; } = "";

    public string? ExternalId { get; set; }

    /// <summary>In the payment's currency.</summary>
    public decimal Amount { get; set; }

    public RefundReason Reason { get; set; }

    public RefundState State { get; set; }

    /// <summary>Why it failed, in the provider's words for machines.</summary>
    public string? Failure { get; set; }

    public DateTimeOffset? CheckAt { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset? SettledAt { get; set; }
}
