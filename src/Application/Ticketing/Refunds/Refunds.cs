using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// The resource of refunds, by whomever they were started (docs/reference/payments.md#payment-and-refund-resources). The event team creates
/// one to try a failed refund again, and sets <c>is-resolved</c> when the money was paid back by other means.
/// </summary>
internal sealed class Refunds : Resource<Refund>
{
    private const string PaymentReason = "The event team of the payment's event starts refunds; nobody else writes payments.";

    public Refunds()
    {
        Attribute(r => r.Amount).ReadOnly();
        Attribute(r => r.CreatedAt).ReadOnly();
        Attribute(r => r.ExternalId).ReadOnly().Private();
        Attribute(r => r.Failure).ReadOnly().Private();
        Computed("failure-text", r => r.State == RefundState.Failed ? RefundFailure.Explain(r.Failure) : null, isPrivate: true);
        Attribute(r => r.InitiatedBy).ReadOnly();
        Attribute(r => r.IsResolved).Private();
        Attribute(r => r.Reason).ReadOnly();
        Attribute(r => r.Reference).ReadOnly().Private();
        Attribute(r => r.SettledAt).ReadOnly();
        Attribute(r => r.State).ReadOnly();
        BelongsTo(r => r.Event).ReadOnly().Inverse("refunds", isPrivate: true);
        BelongsTo(r => r.Payment).Required().Fixed().Inverse("refunds").DecidedByThisEnd(PaymentReason);
        BelongsTo(r => r.User).ReadOnly().Private();
        LockedAfter<Order>(r => r.Payment.OrderId);
        LockedAfter<Payment>(r => r.PaymentId);
        CreatedBy(draft => new RequestRefund(draft.Row));
        UpdatedBy((row, changes) => new ResolveRefund(row, changes));
    }

    public override Policy<Refund> Policy { get; } = new RefundPolicy();

    public override Refund NewRow() => new();

    private protected override Refund Prototype() => new();
}
