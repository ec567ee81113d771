using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>Fetches the state of the order's open payment from the provider, before <see cref="VerifyPayment"/>.</summary>
internal sealed record VerificationPreflight(ResourceKey Order) : IRequest<Unit>
{
    internal sealed record FetchedPayment(long PaymentId, ProviderPayment? Payment);

    internal sealed class Handler(IData data, OrderFinder orders, PaymentSynchronizer synchronizer, Preflight preflight)
        : IRequestHandler<VerificationPreflight, Unit>
    {
        public async Task<Unit> Handle(VerificationPreflight request, CancellationToken ct)
        {
            var order = await orders.FindAsync(request.Order, ct);
            var open = await data.Set<Payment>()
                .Where(p => p.OrderId == order.Id && p.Account != null && p.State == PaymentState.Open)
                .Select(p => (long?)p.Id)
                .SingleOrDefaultAsync(ct);
            preflight.Set(
                new FetchedPayment(
                    open ?? 0,
                    open is { } id ? await MerchantAccounts.CallProviderAsync(() => synchronizer.FetchAsync(id, ct)) : null
                )
            );
            return Unit.Value;
        }
    }
}
