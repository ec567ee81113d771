using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// The event's Stripe account (docs/reference/payments.md#stripe-authorization). Only the publishable key is returned. There is no list.
/// </summary>
internal sealed class StripeAuthorizations : Resource<StripeAuthorization>
{
    public StripeAuthorizations()
    {
        NotListed();
        Input(a => a.StripeAuthCode, "stripe-auth-code", required: true);
        Attribute(a => a.StripePublishableKey).ReadOnly();
        BelongsTo(a => a.Event).Required().Fixed().InverseOne("stripe-authorization");

        WithPreflight((row, changes) => new ExchangeStripeCode(row, changes));
        CreatedBy(draft => new ConnectStripe(draft.Row, draft.Changes));
        UpdatedBy((row, changes) => new ConnectStripe(row, changes));
        DeletedBy(row => new DisconnectStripe(row));
    }

    public override Policy<StripeAuthorization> Policy { get; } = new StripeAuthorizationPolicy();

    public override StripeAuthorization NewRow() => new();

    private protected override StripeAuthorization Prototype() => new();
}
