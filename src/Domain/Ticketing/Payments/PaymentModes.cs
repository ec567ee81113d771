using OpenEvent.Domain.Events;

namespace OpenEvent.Domain.Ticketing;

/// <summary>How an order is paid, by the reference's words.</summary>
public static class PaymentModes
{
    public const string Free = "free";
    public const string Stripe = "stripe";

    public static readonly IReadOnlyList<string> All =
    [
        Free,
        Stripe,
        "paypal",
        "bank",
        "cheque",
        "onsite",
        "omise",
        "alipay",
        "paytm",
        "invoice",
    ];

    private static readonly string[] Offline = ["bank", "cheque", "onsite", "invoice"];

    /// <summary>Promised now and paid later, outside this server.</summary>
    public static bool IsOffline(string? mode) => Offline.Contains(mode);

    /// <summary>Paid through a provider, who tells the server.</summary>
    public static bool IsOnline(string? mode) => mode is not null and not Free && !IsOffline(mode);

    public static bool IsEnabled(string? mode, Event e) =>
        mode switch
        {
            Free => true,
            Stripe => e.CanPayByStripe,
            "paypal" => e.CanPayByPaypal,
            "bank" => e.CanPayByBank,
            "cheque" => e.CanPayByCheque,
            "onsite" => e.CanPayOnsite,
            "omise" => e.CanPayByOmise,
            "alipay" => e.CanPayByAlipay,
            "paytm" => e.CanPayByPaytm,
            "invoice" => e.CanPayByInvoice,
            _ => false,
        };

    /// <summary>Whether the event takes money in any way.</summary>
    public static bool HasAnyEnabled(Event e) => All.Any(mode => mode != Free && IsEnabled(mode, e));
}
