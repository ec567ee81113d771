using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>Rules for an order's payment mode and billing details (docs/reference/orders.md#payment-modes).</summary>
internal static class OrderPaymentRules
{
    private const string Pointer = "/data/attributes/payment-mode";

    /// <summary>
    /// Requires that the event accepts the order's payment mode. An order that costs something cannot have the mode <c>free</c>.
    /// </summary>
    /// <exception cref="RejectedException">Invalid.</exception>
    public static void RequireAcceptedPaymentMode(Order order, Event e)
    {
        if (order.Total == 0 || order.PaymentMode is not { } mode)
            return;
        if (mode == PaymentModes.Free)
            throw RejectedException.Invalid("Payment mode free is for orders that cost nothing.", Pointer);
        if (!PaymentModes.IsEnabled(mode, e))
            throw RejectedException.Invalid($"The event does not take payments by {mode}.", Pointer);
        if (mode == PaymentModes.Stripe && !e.IsStripeLinked)
            throw RejectedException.Invalid("The event has no Stripe account yet: choose another payment mode.", Pointer);
        if (PaymentModes.IsOnline(mode) && mode != PaymentModes.Stripe)
            throw RejectedException.Invalid($"This server is not configured for payments by {mode}: choose another payment mode.", Pointer);
    }

    /// <summary>
    /// Requires a payment mode and, if the event needs them, billing details before an order that costs something is submitted.
    /// </summary>
    /// <exception cref="RejectedException">Invalid, naming every missing attribute.</exception>
    public static void RequireSubmittable(Order order, Event e)
    {
        if (order.Total == 0)
            return;
        if (order.PaymentMode is null)
            throw RejectedException.Invalid("A payment mode is required.", Pointer);
        RequireAcceptedPaymentMode(order, e);
        if (!order.IsBillingEnabled && !e.IsBillingInfoMandatory)
            return;
        List<Problem> problems = [];
        if (!order.IsBillingEnabled)
            problems.Add(new Problem("The event requires billing details.", "/data/attributes/is-billing-enabled"));
        foreach (
            var (name, value) in ((string, string?)[])
                [
                    ("company", order.Company),
                    ("address", order.Address),
                    ("city", order.City),
                    ("zipcode", order.Zipcode),
                    ("country", order.Country),
                ]
        )
            if (string.IsNullOrWhiteSpace(value))
                problems.Add(new Problem($"Billing details require {name}.", $"/data/attributes/{name}"));
        if (problems.Count > 0)
            throw new RejectedException(RejectionKind.Invalid, problems);
    }
}
