using OpenEvent.Application.Ticketing;
using Stripe;
using DisputeState = OpenEvent.Domain.Ticketing.DisputeState;

namespace OpenEvent.Infrastructure.Payments;

/// <summary>Converts the objects of Stripe's client to those of the application.</summary>
internal static class StripeResults
{
    /// <summary>The name under which this server's reference is stored in the metadata of payments and refunds.</summary>
    public const string ReferenceKey = "openevent_reference";

    public static ProviderPayment Convert(PaymentIntent intent)
    {
        var state = intent.Status switch
        {
            "succeeded" => ProviderPaymentState.Succeeded,
            "canceled" => ProviderPaymentState.Closed,
            _ => ProviderPaymentState.Open,
        };
        var charge = intent.LatestCharge;
        var card = charge?.PaymentMethodDetails?.Card;
        var details = charge is null
            ? null
            : new ProviderPaymentDetails(
                charge.Id,
                charge.PaymentMethodDetails?.Type,
                card?.Brand,
                card?.Last4,
                card?.ExpMonth.ToString(System.Globalization.CultureInfo.InvariantCulture),
                card?.ExpYear.ToString(System.Globalization.CultureInfo.InvariantCulture)
            );
        return new ProviderPayment(
            intent.Id,
            state,
            intent.Status,
            intent.Amount,
            state == ProviderPaymentState.Succeeded ? StripeAmount.FromMinorUnits(intent.AmountReceived, intent.Currency) : 0,
            intent.Currency.ToUpperInvariant(),
            intent.ClientSecret,
            details
        );
    }

    public static ProviderRefund Convert(Refund refund)
    {
        var (state, failure) = refund.Status switch
        {
            "succeeded" => (ProviderRefundState.Succeeded, null),
            "failed" or "canceled" => (ProviderRefundState.Failed, refund.FailureReason ?? refund.Status),
            _ => (ProviderRefundState.Pending, null),
        };
        var reference = refund.Metadata is { } metadata && metadata.TryGetValue(ReferenceKey, out var ours) ? ours : null;
        return new ProviderRefund(refund.Id, state, failure, StripeAmount.FromMinorUnits(refund.Amount, refund.Currency), reference);
    }

    /// <summary>https://docs.stripe.com/api/disputes/object#dispute_object-status: an inquiry (<c>warning_…</c>) takes no money.</summary>
    public static ProviderDispute Convert(Dispute dispute) =>
        new(
            dispute.Id,
            dispute.Status switch
            {
                "lost" => DisputeState.Lost,
                "won" or "warning_closed" or "prevented" => DisputeState.Won,
                _ => DisputeState.Open,
            },
            StripeAmount.FromMinorUnits(dispute.Amount, dispute.Currency),
            dispute.Reason,
            dispute.EvidenceDetails?.DueBy is { } due ? new DateTimeOffset(DateTime.SpecifyKind(due, DateTimeKind.Utc)) : null
        );
}
