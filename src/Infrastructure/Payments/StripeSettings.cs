using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;

namespace OpenEvent.Infrastructure.Payments;

/// <summary>
/// Settings in section <c>Payments:Stripe</c>: the platform's keys and how to call Stripe. Without a secret key, payments by Stripe are
/// off.
/// </summary>
public sealed partial record StripeSettings : IValidatableObject
{
    private const string DefaultAddress = "https://api.stripe.com";

    /// <summary>The platform's secret key. Empty: payments by Stripe are off.</summary>
    public string? SecretKey { get; init; }

    /// <summary>
    /// The secret that verifies requests to <c>/v1/stripe/webhook</c>. Empty: webhooks are rejected, and payments are found by polling
    /// only.
    /// </summary>
    public string? WebhookSecret { get; init; }

    /// <summary>The URL of Stripe's API.</summary>
    public string BaseAddress { get; init; } = DefaultAddress;

    /// <summary>
    /// The URL where authorization codes are exchanged. Empty: Stripe's own, or <see cref="BaseAddress"/> if that is not Stripe's.
    /// </summary>
    public string? ConnectAddress { get; init; }

    /// <summary>Timeout of a call to Stripe, in seconds.</summary>
    [Range(1, 120, ErrorMessage = "1 to 120 seconds.")]
    public int TimeoutSeconds { get; init; } = 20;

    /// <summary>How often a failed call is retried. Retries carry the same idempotency key, so Stripe executes the call once.</summary>
    [Range(0, 5, ErrorMessage = "0 to 5.")]
    public int Retries { get; init; } = 2;

    /// <summary>
    /// Seconds between reconciliation runs, which find payments whose webhook was lost. 0: off, for nodes beside one that runs it.
    /// </summary>
    [Range(0, 3600, ErrorMessage = "0 to 3600 seconds.")]
    public int SweepSeconds { get; init; } = 30;

    /// <summary>How many payments one node fetches from Stripe at the same time.</summary>
    [Range(1, 64, ErrorMessage = "1 to 64.")]
    public int SweepAtOnce { get; init; } = 8;

    internal string EffectiveConnectAddress =>
        ConnectAddress is { Length: > 0 } given ? given
        : BaseAddress == DefaultAddress ? "https://connect.stripe.com"
        : BaseAddress;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!string.IsNullOrEmpty(SecretKey) && !SecretKeyPattern().IsMatch(SecretKey))
            yield return new ValidationResult("must be a secret or restricted key: sk_… or rk_….", [nameof(SecretKey)]);
        if (!string.IsNullOrEmpty(WebhookSecret) && !WebhookSecretPattern().IsMatch(WebhookSecret))
            yield return new ValidationResult("must be the signing secret of a webhook endpoint: whsec_….", [nameof(WebhookSecret)]);
        if (!IsAddress(BaseAddress))
            yield return new ValidationResult("an http or https address.", [nameof(BaseAddress)]);
        if (ConnectAddress is { Length: > 0 } connect && !IsAddress(connect))
            yield return new ValidationResult("an http or https address.", [nameof(ConnectAddress)]);
    }

    /// <summary>Hides the keys, which the record's generated text would write to a log.</summary>
    public override string ToString() => string.IsNullOrEmpty(SecretKey) ? "no payments" : $"Stripe at {BaseAddress}";

    /// <summary>https://docs.stripe.com/keys</summary>
    [GeneratedRegex(@"\A[sr]k_[A-Za-z0-9_]+\z")]
    private static partial Regex SecretKeyPattern();

    [GeneratedRegex(@"\Awhsec_[A-Za-z0-9_+/=]+\z")]
    private static partial Regex WebhookSecretPattern();

    private static bool IsAddress(string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme is "http" or "https");
}
