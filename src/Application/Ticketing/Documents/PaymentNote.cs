using OpenEvent.Domain.Events;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>Whether and how an order is paid, in the words of all its documents and e-mails.</summary>
/// <param name="Text">One line, e.g. <c>To be paid by bank transfer</c>.</param>
/// <param name="Details">
/// What the event says about this way to pay, e.g. its bank details. May have several lines. Null if there is nothing to pay or to say.
/// </param>
public sealed record PaymentNote(string Text, string? Details = null)
{
    /// <param name="order">With its event.</param>
    public static PaymentNote Of(Order order)
    {
        if (order.Total == 0)
            return new PaymentNote("Free");
        var how = NameOf(order.PaymentMode) is { } name ? $" by {name}" : "";
        return order.IsPaid
            ? new PaymentNote($"Paid{how}")
            : new PaymentNote($"To be paid{how}", GetDetails(order.PaymentMode, order.Event));
    }

    private static string? NameOf(string? mode) =>
        mode switch
        {
            null or PaymentModes.Free => null,
            PaymentModes.Stripe => "Stripe",
            "paypal" => "PayPal",
            "bank" => "bank transfer",
            "onsite" => "onsite payment",
            "omise" => "Omise",
            "alipay" => "Alipay",
            "paytm" => "Paytm",
            _ => mode,
        };

    private static string? GetDetails(string? mode, Event e)
    {
        var details = mode switch
        {
            "bank" => e.BankDetails,
            "cheque" => e.ChequeDetails,
            "onsite" => e.OnsiteDetails,
            "invoice" => e.InvoiceDetails,
            _ => null,
        };
        return string.IsNullOrWhiteSpace(details) ? null : details.Trim();
    }
}
