using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>Before <see cref="VerifyPayment"/>: asks the provider how the order's payment stands.</summary>
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

/// <summary>Enters what the provider has answered, and says where the order stands. Whoever sees the order may ask: only the provider's word counts.</summary>
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
            authorization.AllowAnyone(); // who may not see the order is refused by now
            if (preflight.Get<VerificationPreflight.FetchedPayment>() is { PaymentId: var payment, Payment: { } now })
                await recorder.ApplyAsync(payment, now, ct);
            return await data.Set<Order>().Where(o => o.Id == id).Select(o => o.Status).SingleAsync(ct);
        }
    }
}
