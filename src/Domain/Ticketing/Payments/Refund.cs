using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Domain.Ticketing;

/// <summary>
/// A refund of a payment or of a part of it, started by this server, by a person or at the provider. A unique index allows one refund of
/// this server in progress for each payment.
/// </summary>
public sealed class Refund : Entity, ICreatedAt
{
    /// <summary>The payment's event.</summary>
    public long EventId { get; set; }

    public Event Event { get; set; } = null!;

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

    public RefundInitiator InitiatedBy { get; set; }

    /// <summary>The user who started the refund. Null: the server or the provider did, or the account was permanently deleted.</summary>
    public long? UserId { get; set; }

    public User? User { get; set; }

    /// <summary>The version of the idempotency key, as <see cref="Payment.KeyVersion"/>.</summary>
    public int KeyVersion { get; set; }

    public string IdempotencyKey => KeyVersion == 0 ? Reference : $"{Reference}_{KeyVersion}";

    public RefundState State { get; set; }

    /// <summary>The provider's error code, or <see cref="RefundFailure"/>, if the refund failed.</summary>
    public string? Failure { get; set; }

    /// <summary>
    /// Whether a person dealt with a failed refund or a refund by hand: they started another refund or paid the money back by other means.
    /// </summary>
    public bool IsResolved { get; set; }

    /// <summary>When to ask the provider for the state again; null if the state is final.</summary>
    public DateTimeOffset? CheckAt { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset? SettledAt { get; set; }

    /// <summary>Whether it counts towards <see cref="Payment.Refunded"/>.</summary>
    public bool CountsAsRefunded => State != RefundState.Failed;
}
