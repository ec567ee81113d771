using System.ComponentModel.DataAnnotations;

namespace OpenEvent.Application.Ticketing;

/// <summary>Settings in section <c>Orders</c>.</summary>
public sealed record OrderSettings
{
    /// <summary>Minutes for which a checkout holds its seats.</summary>
    [Range(1, 60, ErrorMessage = "1 to 60 minutes.")]
    public int ExpiryMinutes { get; init; } = 15;

    /// <summary>Minutes that a submitted order waits for its payment, added to <see cref="ExpiryMinutes"/>.</summary>
    [Range(0, 7 * 24 * 60, ErrorMessage = "0 to 10080 minutes.")]
    public int PaymentMinutes { get; init; } = 30;

    /// <summary>Whether users without a verified e-mail address may order free tickets.</summary>
    public bool AllowUnverifiedFree { get; init; }

    internal TimeSpan CheckoutLifetime => TimeSpan.FromMinutes(ExpiryMinutes);

    internal TimeSpan PaymentLifetime => TimeSpan.FromMinutes(ExpiryMinutes + PaymentMinutes);
}
