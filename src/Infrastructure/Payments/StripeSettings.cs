using System.ComponentModel.DataAnnotations;

namespace OpenEvent.Infrastructure.Payments;

/// <summary>Section <c>Payments:Stripe</c>: the platform's own keys. Without a secret key no event takes payments by Stripe.</summary>
public sealed record StripeSettings : IValidatableObject
{
    private const string DefaultAddress = "https://api.stripe.com";

    public string? SecretKey { get; init; }

    /// <summary>Checks what comes to <c>/v1/stripe/webhook</c>; without it nothing is believed there, and payments are learned of by asking.</summary>
    public string? WebhookSecret { get; init; }

    public string BaseAddress { get; init; } = DefaultAddress;

    /// <summary>Where codes are exchanged; empty: Stripe's own, or <see cref="BaseAddress"/> where that is not Stripe's.</summary>
    public string? ConnectAddress { get; init; }

    /// <summary>How long Stripe may take for an answer.</summary>
    [Range(1, 120, ErrorMessage = "1 to 120 seconds.")]
    public int TimeoutSeconds { get; init; } = 20;

    /// <summary>How often to try a call again that failed on the way; each is one and the same for Stripe.</summary>
    [Range(0, 5, ErrorMessage = "0 to 5.")]
    public int Retries { get; init; } = 2;

    /// <summary>How often to look for payments that are to be asked for, should Stripe's news be lost; 0: other nodes do it.</summary>
    [Range(0, 3600, ErrorMessage = "0 to 3600 seconds.")]
    public int SweepSeconds { get; init; } = 30;

    /// <summary>How many of them one node asks for at a time.</summary>
    [Range(1, 64, ErrorMessage = "1 to 64.")]
    public int SweepAtOnce { get; init; } = 8;

    internal string EffectiveConnectAddress =>
        ConnectAddress is { Length: > 0 } given ? given
        : BaseAddress == DefaultAddress ? "https://connect.stripe.com"
        : BaseAddress;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!IsAddress(BaseAddress))
            yield return new ValidationResult("an http or https address.", [nameof(BaseAddress)]);
        if (ConnectAddress is { Length: > 0 } connect && !IsAddress(connect))
            yield return new ValidationResult("an http or https address.", [nameof(ConnectAddress)]);
    }

    /// <summary>The record's own text would show the keys to a log.</summary>
    public override string ToString() => string.IsNullOrEmpty(SecretKey) ? "no payments" : $"Stripe at {BaseAddress}";

    private static bool IsAddress(string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme is "http" or "https");
}
