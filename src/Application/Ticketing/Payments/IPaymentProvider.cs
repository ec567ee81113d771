namespace OpenEvent.Application.Ticketing;

/// <summary>
/// Creates, fetches, cancels and refunds payments at a payment provider. Every call that creates something carries a reference of ours, so
/// a repeated call creates it once. Must be called outside database transactions.
/// </summary>
/// <remarks>
/// Every call can throw <see cref="PaymentRejectedException"/>, <see cref="PaymentDelayedException"/> or <see
/// cref="PaymentAccessException"/>.
/// </remarks>
public interface IPaymentProvider
{
    /// <summary>Whether this server has keys for the provider.</summary>
    bool IsConfigured { get; }

    /// <summary>
    /// Whether the provider takes every amount that has no part below the currency's minor unit. No network call.
    /// </summary>
    bool CanChargeExactly(string currency);

    /// <summary>Exchanges the authorization code that the organizer's browser received for the keys of their account.</summary>
    Task<MerchantKeys> ConnectAccountAsync(string code, CancellationToken ct);

    /// <summary>
    /// Creates a payment, or returns the existing one with that reference. No money is taken until the buyer confirms it.
    /// </summary>
    Task<ProviderPayment> CreatePaymentAsync(Merchant merchant, PaymentRequest request, CancellationToken ct);

    Task<ProviderPayment> GetPaymentAsync(Merchant merchant, string externalId, CancellationToken ct);

    /// <summary>Cancels a payment. It may have succeeded before: check the state of the result.</summary>
    Task<ProviderPayment> CancelPaymentAsync(Merchant merchant, string externalId, CancellationToken ct);

    /// <summary>
    /// Refunds a payment. Repeated calls with the same key refund it once for a day. Later, first look for the reference among the <see
    /// cref="GetReversalsAsync">existing refunds</see>.
    /// </summary>
    Task<ProviderRefund> RefundAsync(Merchant merchant, RefundRequest request, CancellationToken ct);

    /// <summary>All refunds of a payment, by this server or not, and its dispute.</summary>
    Task<ProviderReversals> GetReversalsAsync(Merchant merchant, string externalId, CancellationToken ct);

    /// <summary>Whether the merchant's account accepts calls of this server.</summary>
    Task<bool> HasAccessAsync(Merchant merchant, CancellationToken ct);

    /// <summary>Verifies and parses a webhook request of the provider.</summary>
    /// <returns>Null: an event that is not about payments, refunds or accounts.</returns>
    /// <exception cref="PaymentRejectedException">The signature is invalid, or the request is too old or not an event.</exception>
    PaymentProviderEvent? ParseWebhook(string body, string? signature);
}

/// <summary>The account that receives the payments.</summary>
/// <param name="SecretKey">The account's secret key. Null after it was disconnected: the platform then acts for the account.</param>
public sealed record Merchant(string AccountId, string? SecretKey);

/// <summary>The keys of a newly connected account.</summary>
public sealed record MerchantKeys(string AccountId, string PublishableKey, string SecretKey, string? RefreshToken);

/// <summary>A payment to create.</summary>
/// <param name="Reference">Our reference: unique, never used again.</param>
/// <param name="IdempotencyKey">Repeated calls with the same key have one effect, and get the same answer.</param>
/// <param name="Amount">In major units (e.g. euros), a multiple of the smallest unit.</param>
/// <param name="Currency">ISO 4217 code.</param>
public sealed record PaymentRequest(
    string Reference,
    string IdempotencyKey,
    decimal Amount,
    string Currency,
    string OrderIdentifier,
    string Description
);

/// <summary>A refund to create.</summary>
/// <param name="Reference">Our reference: unique, never used again.</param>
/// <param name="PaymentId">The provider's id of the payment.</param>
/// <param name="Amount">In major units (e.g. euros), a multiple of the smallest unit.</param>
/// <param name="Currency">ISO 4217 code.</param>
public sealed record RefundRequest(string Reference, string IdempotencyKey, string PaymentId, decimal Amount, string Currency);

/// <summary>The state of a payment at the provider.</summary>
public enum ProviderPaymentState
{
    /// <summary>The buyer can still pay it.</summary>
    Open,

    /// <summary>The money was received.</summary>
    Succeeded,

    /// <summary>It was cancelled and cannot be paid any more.</summary>
    Closed,
}

/// <summary>A payment at the provider.</summary>
/// <param name="Id">The provider's id.</param>
/// <param name="Status">The provider's own status.</param>
/// <param name="MinorUnits">The requested amount in the provider's units (<c>StripeAmount</c>).</param>
/// <param name="ReceivedAmount">The received amount in major units (e.g. euros). Zero unless the payment succeeded.</param>
/// <param name="Currency">ISO 4217 code in upper case.</param>
/// <param name="ClientSecret">The secret with which the buyer's browser pays.</param>
/// <param name="Details">Null: not paid yet.</param>
public sealed record ProviderPayment(
    string Id,
    ProviderPaymentState State,
    string Status,
    long MinorUnits,
    decimal ReceivedAmount,
    string Currency,
    string? ClientSecret = null,
    ProviderPaymentDetails? Details = null
);

/// <summary>How a payment was paid. Null: unknown.</summary>
public sealed record ProviderPaymentDetails(
    string? TransactionId,
    string? Method,
    string? Brand,
    string? Last4,
    string? ExpMonth,
    string? ExpYear
);

/// <summary>
/// A webhook event of the provider. It only says what changed: fetch the payment for its state. Events can be repeated, late or out of
/// order.
/// </summary>
/// <param name="Id">The provider's id of the event.</param>
/// <param name="PaymentId">The provider's id of the payment that the event, or its refund or dispute, is about.</param>
/// <param name="IsAboutReversal">The event is about a refund or a dispute.</param>
/// <param name="AccountToCheck">The account that has revoked this server's access, or had when the event was created.</param>
public sealed record PaymentProviderEvent(string Id, string? PaymentId, bool IsAboutReversal = false, string? AccountToCheck = null);

/// <summary>The provider rejected the call, and a retry cannot succeed. The message can be shown to clients and logged.</summary>
public sealed class PaymentRejectedException(string reason, Exception? inner = null) : Exception(reason, inner)
{
    /// <summary>The provider's error code.</summary>
    public string? Code { get; init; }
}

/// <summary>The provider is not available, or the result of the call is unknown. Retry with the same reference.</summary>
public sealed class PaymentDelayedException(string reason, Exception? inner = null) : Exception(reason, inner)
{
    /// <summary>
    /// The provider has repeated a server error that it stored for the idempotency key. Only another key can succeed.
    /// </summary>
    public bool IsStoredError { get; init; }
}

/// <summary>The account does not accept this server: its owner has revoked the access, or the key is invalid.</summary>
public sealed class PaymentAccessException(string reason, Exception? inner = null) : Exception(reason, inner);
