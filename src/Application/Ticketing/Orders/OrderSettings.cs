using System.ComponentModel.DataAnnotations;

namespace OpenEvent.Application.Ticketing;

/// <summary>Section <c>Orders</c>.</summary>
public sealed record OrderSettings
{
    /// <summary>How long a checkout holds its seats.</summary>
    [Range(1, 60, ErrorMessage = "1 to 60 minutes.")]
    public int ExpiryMinutes { get; init; } = 15;

    /// <summary>How long a submitted order waits for its payment, on top of <see cref="ExpiryMinutes"/>.</summary>
    [Range(0, 7 * 24 * 60, ErrorMessage = "0 to 10080 minutes.")]
    public int PaymentMinutes { get; init; } = 30;

    /// <summary>Whether somebody whose e-mail address is not verified may order free tickets.</summary>
    public bool AllowUnverifiedFree { get; init; }

    internal TimeSpan CheckoutLifetime => TimeSpan.FromMinutes(ExpiryMinutes);

    internal TimeSpan PaymentLifetime => TimeSpan.FromMinutes(ExpiryMinutes + PaymentMinutes);
}
