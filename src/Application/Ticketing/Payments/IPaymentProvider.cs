namespace OpenEvent.Application.Ticketing;

/// <summary>
/// Takes money and gives it back through a provider. Every call that makes something has our reference for it, so that asked twice it is made once.
/// Called outside transactions only.
/// </summary>
/// <remarks>Any call throws <see cref="PaymentRejectedException"/> or <see cref="PaymentDelayedException"/>.</remarks>
public interface IPaymentProvider
{
    /// <summary>Whether this server has keys of a provider.</summary>
    bool IsConfigured { get; }

    /// <summary>Exchanges what the organizer's browser was given for the keys of his account.</summary>
    Task<MerchantKeys> ConnectAccountAsync(string code, CancellationToken ct);

    /// <summary>Begins a payment, or finds the one begun under that reference. Nothing is taken until the buyer agrees.</summary>
    Task<ProviderPayment> CreatePaymentAsync(Merchant merchant, PaymentRequest request, CancellationToken ct);

    Task<ProviderPayment> GetPaymentAsync(Merchant merchant, string externalId, CancellationToken ct);

    /// <summary>Ends a payment that is not wanted any more. It may have succeeded before that: the answer tells.</summary>
    Task<ProviderPayment> CancelPaymentAsync(Merchant merchant, string externalId, CancellationToken ct);

    /// <summary>Gives back money of a payment, once for each reference however often it is asked for and however late.</summary>
    Task<ProviderRefund> RefundAsync(Merchant merchant, RefundRequest request, CancellationToken ct);

    /// <summary>What a provider tells us unasked.</summary>
    /// <returns>Null: it is about nothing that concerns us.</returns>
    /// <exception cref="PaymentRejectedException">It is not signed with our secret, or too old.</exception>
    PaymentProviderEvent? ParseWebhook(string body, string? signature);
}

/// <param name="SecretKey">The account's own; null once it is not linked any more: the platform then acts for the account.</param>
public sealed record Merchant(string AccountId, string? SecretKey);

public sealed record MerchantKeys(string AccountId, string PublishableKey, string SecretKey, string? RefreshToken);

/// <param name="Reference">Ours, unique for ever.</param>
/// <param name="Amount">In major units, without a fraction of the smallest one.</param>
public sealed record PaymentRequest(string Reference, decimal Amount, string Currency, string OrderIdentifier, string Description);

public sealed record RefundRequest(string Reference, string PaymentId, decimal Amount, string Currency);

public enum ProviderPaymentState
{
    Open,
    Succeeded,
    Closed,
}

/// <param name="ReceivedAmount">What came, in major units; zero unless it succeeded.</param>
/// <param name="ClientSecret">With it the buyer's browser, and nobody else, pays.</param>
/// <param name="Status">The provider's own word.</param>
/// <param name="MinorUnits">The amount as the provider counts it.</param>
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

/// <summary>What the provider tells of how it was paid.</summary>
public sealed record ProviderPaymentDetails(
    string? TransactionId,
    string? Method,
    string? Brand,
    string? Last4,
    string? ExpMonth,
    string? ExpYear
);

public enum ProviderRefundState
{
    Pending,
    Succeeded,
    Failed,
}

public sealed record ProviderRefund(string Id, ProviderRefundState State, string? Failure);

/// <summary>Something happened at the provider. It says where to look, never what is true: it may come twice, late, or out of order.</summary>
/// <param name="Id">The provider's name of this piece of news.</param>
/// <param name="PaymentId">The payment that it is about, or whose refund.</param>
/// <param name="DisconnectedAccount">The account that has ended our right to act for it.</param>
public sealed record PaymentProviderEvent(string Id, string? PaymentId, bool IsAboutRefund = false, string? DisconnectedAccount = null);

/// <summary>The provider will not, and asking again cannot help. The message is fit for the client and the log.</summary>
public sealed class PaymentRejectedException(string reason, Exception? inner = null) : Exception(reason, inner)
{
    /// <summary>The provider's word for machines.</summary>
    public string? Code { get; init; }
}

/// <summary>The provider cannot be asked now, or it is unknown what it did: asking again with the same reference is right.</summary>
public sealed class PaymentDelayedException(string reason, Exception? inner = null) : Exception(reason, inner);
