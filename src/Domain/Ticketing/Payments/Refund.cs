using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Ticketing;

/// <summary>The refund of a whole payment. A unique index allows one per payment.</summary>
public sealed class Refund : Entity, ICreatedAt
{
    public long PaymentId { get; set; }

    public Payment Payment { get; set; } = null!;

    /// <summary>
    /// The server's id for the refund. It is the provider's idempotency key and is stored in the refund's metadata there.
    /// </summary>
    public string Reference { get; set; } = "";

    /// <summary>The provider's id for the refund; null until the provider has answered.</summary>
    public string? ExternalId { get; set; }

    /// <summary>In the payment's currency.</summary>
    public decimal Amount { get; set; }

    public RefundReason Reason { get; set; }

    public RefundState State { get; set; }

    /// <summary>The provider's error code, if the refund failed.</summary>
    public string? Failure { get; set; }

    /// <summary>When to ask the provider for the state again; null if the state is final.</summary>
    public DateTimeOffset? CheckAt { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset? SettledAt { get; set; }
}
