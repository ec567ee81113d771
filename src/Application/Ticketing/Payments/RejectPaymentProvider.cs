using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// Rejects a payment through a provider of the reference server that this server does not support, for callers who may pay the order
/// (docs/reference/payments.md#payment-providers). Other callers get the usual refusal.
/// </summary>
internal sealed record RejectPaymentProvider(ResourceKey Order, string Provider) : IRequest<Unit>
{
    internal sealed class Handler(IAuthorization authorization, OrderFinder orders) : IRequestHandler<RejectPaymentProvider, Unit>
    {
        public async Task<Unit> Handle(RejectPaymentProvider request, CancellationToken ct)
        {
            authorization.Require(OrderPolicy.Charge(authorization.Actor, await orders.FindAsync(request.Order, ct)));
            throw ChargeOrder.NotConfigured(request.Provider);
        }
    }
}
