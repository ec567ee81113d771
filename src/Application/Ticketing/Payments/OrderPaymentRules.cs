using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>Whether an order can be paid as it says.</summary>
internal static class OrderPaymentRules
{
    private const string Pointer = "/data/attributes/payment-mode";

    /// <summary>A wish for a way to pay: an order that costs something is not free, and the event must take what is promised.</summary>
    /// <exception cref="RejectedException">Invalid.</exception>
    public static void RequireAcceptedPaymentMode(Order order, Event e)
    {
        if (order.Total == 0 || order.PaymentMode is not { } mode)
            return;
        if (mode == PaymentModes.Free)
            throw RejectedException.Invalid("An order that costs something is not free.", Pointer);
        if (!PaymentModes.IsEnabled(mode, e))
            throw RejectedException.Invalid($"The event does not take payments by {mode}.", Pointer);
        if (mode == PaymentModes.Stripe && !e.IsStripeLinked)
            throw RejectedException.Invalid("The event has no account at Stripe yet: choose another way to pay.", Pointer);
        if (PaymentModes.IsOnline(mode) && mode != PaymentModes.Stripe)
            throw RejectedException.Invalid($"This server is not configured for payments by {mode}: choose another way to pay.", Pointer);
    }

    /// <summary>What must be said before an order that costs something is submitted.</summary>
    /// <exception cref="RejectedException">Invalid, with every member that is missing.</exception>
    public static void RequireSubmittable(Order order, Event e)
    {
        if (order.Total == 0)
            return;
        if (order.PaymentMode is null)
            throw RejectedException.Invalid("Say how the order is paid.", Pointer);
        RequireAcceptedPaymentMode(order, e);
        if (!order.IsBillingEnabled && !e.IsBillingInfoMandatory)
            return;
        List<Problem> problems = [];
        if (!order.IsBillingEnabled)
            problems.Add(new Problem("The event wants billing details.", "/data/attributes/is-billing-enabled"));
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
                problems.Add(new Problem($"Billing details need {name}.", $"/data/attributes/{name}"));
        if (problems.Count > 0)
            throw new RejectedException(RejectionKind.Invalid, problems);
    }
}
