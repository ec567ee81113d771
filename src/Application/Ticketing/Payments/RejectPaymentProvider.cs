using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>Says that a provider whose routes the reference has is not configured here, to those who might have paid through it and to nobody else.</summary>
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
