using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// Records the state that <see cref="VerificationPreflight"/> has fetched, and returns the order's status. Everyone who may see the order
/// may call it, because only the provider's answer counts.
/// </summary>
internal sealed record VerifyPayment(ResourceKey Order) : ICommand<OrderStatus>
{
    internal sealed class Handler(
        IData data,
        IAuthorization authorization,
        OrderFinder orders,
        PaymentRecorder recorder,
        Preflight preflight
    ) : IRequestHandler<VerifyPayment, OrderStatus>
    {
        public async Task<OrderStatus> Handle(VerifyPayment command, CancellationToken ct)
        {
            var id = (await orders.FindAsync(command.Order, ct)).Id;
            authorization.AllowAnyone(); // FindAsync has rejected callers who may not see the order.
            if (preflight.Get<VerificationPreflight.FetchedPayment>() is { PaymentId: var payment, Payment: { } providerPayment })
                await recorder.ApplyAsync(payment, providerPayment, ct);
            return await data.Set<Order>().Where(o => o.Id == id).Select(o => o.Status).SingleAsync(ct);
        }
    }
}
