using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// The resource of payments (docs/reference/payments.md#payment-and-refund-resources). The event team and staff see all fields; a buyer
/// sees the amounts and states of their own payments.
/// </summary>
internal sealed class Payments : Resource<Payment>
{
    public Payments()
    {
        Attribute(p => p.Account).ReadOnly().Private();
        Attribute(p => p.Amount).ReadOnly();
        Attribute(p => p.CreatedAt).ReadOnly();
        Attribute(p => p.Currency).ReadOnly();
        Attribute(p => p.DisputeDueAt).ReadOnly().Private();
        Attribute(p => p.DisputeId).ReadOnly().Private();
        Attribute(p => p.DisputeReason).ReadOnly().Private();
        Attribute(p => p.DisputeState).ReadOnly().Private();
        Attribute(p => p.DisputedAmount).ReadOnly().Private();
        Attribute(p => p.ExternalId).ReadOnly().Private();
        Attribute(p => p.OrderIdentifier).ReadOnly();
        Attribute(p => p.Provider).ReadOnly();
        Attribute(p => p.Reference).ReadOnly().Private();
        Attribute(p => p.Refunded).Named("amount-refunded").ReadOnly();
        Attribute(p => p.SettledAt).ReadOnly();
        Attribute(p => p.State).ReadOnly();
        Attribute(p => p.Taken).Named("amount-received").ReadOnly();
        BelongsTo(p => p.Event).ReadOnly().Inverse("payments", isPrivate: true);
        BelongsTo(p => p.Order).ReadOnly().Inverse("payments", isPrivate: true);
    }

    public override Policy<Payment> Policy { get; } = new PaymentPolicy();

    private protected override Payment Prototype() => new();
}
