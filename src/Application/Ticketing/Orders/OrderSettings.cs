using System.ComponentModel.DataAnnotations;
using OpenEvent.Application.Common;

namespace OpenEvent.Application.Ticketing;

/// <summary>Settings in section <c>Orders</c>.</summary>
public sealed record OrderSettings
{
    /// <summary>Minutes for which a checkout holds its seats, unless staff set <c>order-expiry-time</c>.</summary>
    [Range(1, 60, ErrorMessage = "1 to 60 minutes.")]
    public int ExpiryMinutes { get; init; } = 15;

    /// <summary>Minutes that a submitted order waits for its payment, added to <see cref="ExpiryMinutes"/>.</summary>
    [Range(0, 7 * 24 * 60, ErrorMessage = "0 to 10080 minutes.")]
    public int PaymentMinutes { get; init; } = 30;

    /// <summary>Whether users without a verified e-mail address may order free tickets.</summary>
    public bool AllowUnverifiedFree { get; init; }

    /// <summary>Unfinished orders of one user, which hold seats until they expire. 0: no limit.</summary>
    [Range(0, 1_000_000, ErrorMessage = "0 to 1000000.")]
    public int OpenCheckoutsPerUser { get; init; } = 5;

    /// <summary>Seats in the unfinished orders of one user; one order may have more. 0: no limit.</summary>
    [Range(0, 1_000_000, ErrorMessage = "0 to 1000000.")]
    public int HeldSeatsPerUser { get; init; } = 20;

    /// <summary>Unfinished orders of one client address. 0: no limit.</summary>
    [Range(0, 1_000_000, ErrorMessage = "0 to 1000000.")]
    public int OpenCheckoutsPerAddress { get; init; } = 50;

    /// <summary>Seats in the unfinished orders of one client address; one order may have more. 0: no limit.</summary>
    [Range(0, 1_000_000, ErrorMessage = "0 to 1000000.")]
    public int HeldSeatsPerAddress { get; init; } = 200;

    /// <summary>Attendees without an order that one user has created. 0: no limit.</summary>
    [Range(0, 1_000_000, ErrorMessage = "0 to 1000000.")]
    public int AttendeesWithoutOrderPerUser { get; init; } = 100;

    /// <summary>Discount and access codes that do not exist, tried by one user in 15 minutes.</summary>
    [Range(1, 1_000_000, ErrorMessage = "1 to 1000000.")]
    public int WrongCodesPerUser { get; init; } = 20;

    /// <summary>Discount and access codes that do not exist, tried from one client address in 15 minutes.</summary>
    [Range(1, 1_000_000, ErrorMessage = "1 to 1000000.")]
    public int WrongCodesPerAddress { get; init; } = 60;

    /// <summary>What staff have set at <c>/v1/settings</c>, else <see cref="ExpiryMinutes"/>.</summary>
    internal TimeSpan GetCheckoutLifetime(PlatformSettings platform) =>
        TimeSpan.FromMinutes(platform.Current.OrderExpiryMinutes ?? ExpiryMinutes);

    internal TimeSpan GetPaymentLifetime(PlatformSettings platform) => GetCheckoutLifetime(platform) + TimeSpan.FromMinutes(PaymentMinutes);
}
