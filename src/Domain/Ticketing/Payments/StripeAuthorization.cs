using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Domain.Ticketing;

/// <summary>The event's account at Stripe, which receives the payments of its orders. An event has at most one.</summary>
[ReadOnlyForTokens]
public sealed class StripeAuthorization : EventContent
{
    /// <summary>The one-time authorization code that Stripe gave to the organizer's browser. Not stored.</summary>
    public string StripeAuthCode { get; set; } = "";

    /// <summary>The public key for the buyer's browser.</summary>
    public string? StripePublishableKey { get; set; }

    /// <summary>Stripe's id of the account, <c>acct_…</c>.</summary>
    public string StripeUserId { get; set; } = "";

    /// <summary>The account's secret key, encrypted with the server's secret.</summary>
    public string SealedAccessToken { get; set; } = "";

    /// <summary>Stripe's refresh token, encrypted with the server's secret.</summary>
    public string? SealedRefreshToken { get; set; }
}
