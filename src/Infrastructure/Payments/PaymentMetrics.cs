using System.Diagnostics.Metrics;

namespace OpenEvent.Infrastructure.Payments;

/// <summary>The metrics of payments and refunds, without labels.</summary>
internal sealed class PaymentMetrics
{
    private volatile PaymentCounts _counts = new(0, 0, 0, 0);

    public PaymentMetrics(IMeterFactory factory)
    {
        var meter = factory.Create("OpenEvent");
        meter.CreateObservableGauge(
            "openevent.payments.unsettled",
            () => _counts.UnsettledPayments,
            "{payment}",
            "Payments that were started over an hour ago and are neither received nor closed"
        );
        meter.CreateObservableGauge(
            "openevent.refunds.unsettled",
            () => _counts.UnsettledRefunds,
            "{refund}",
            "Refunds that the provider has not finished"
        );
        meter.CreateObservableGauge(
            "openevent.refunds.failed",
            () => _counts.FailedRefunds,
            "{refund}",
            "Failed refunds that nobody has dealt with"
        );
        meter.CreateObservableGauge("openevent.disputes.open", () => _counts.OpenDisputes, "{dispute}", "Open disputes");
    }

    public PaymentCounts Counts
    {
        get => _counts;
        set => _counts = value;
    }
}
