using OpenEvent.Domain.Events;

namespace OpenEvent.Domain.Ticketing;

/// <summary>An event's own account at Stripe: where the money of its orders goes. One for each event.</summary>
public sealed class StripeAuthorization : EventContent
{
    /// <summary>What Stripe gave the organizer's browser, good for one exchange; not stored.</summary>
    public string StripeAuthCode { get; set; } = "";

    /// <summary>For the buyer's browser, and public.</summary>
    public string? StripePublishableKey { get; set; }

    /// <summary>Stripe's name of the account, <c>acct_…</c>.</summary>
    public string StripeUserId { get; set; } = "";

    /// <summary>The account's secret key, sealed: readable by this server only.</summary>
    public string SealedAccessToken { get; set; } = "";

    public string? SealedRefreshToken { get; set; }
}
