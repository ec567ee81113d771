using OpenEvent.Domain.Events;

namespace OpenEvent.Domain.Ticketing;

/// <summary>The payment modes of an order (docs/reference/orders.md#payment-modes).</summary>
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

    /// <summary>Whether the order is paid later, outside the server.</summary>
    public static bool IsOffline(string? mode) => Offline.Contains(mode);

    /// <summary>Whether the order is paid through a payment provider.</summary>
    public static bool IsOnline(string? mode) => mode is not null and not Free && !IsOffline(mode);

    /// <summary>Whether the event accepts the payment mode.</summary>
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

    /// <summary>Whether the event accepts any payment mode other than <see cref="Free"/>.</summary>
    public static bool HasAnyEnabled(Event e) => All.Any(mode => mode != Free && IsEnabled(mode, e));
}
