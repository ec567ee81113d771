using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// Records that the event team paid a failed refund, or a refund by hand, back by other means. It then counts as refunded, and nobody is
/// reminded of it any more.
/// </summary>
internal sealed record ResolveRefund(Refund Row, Changes<Refund> Changes) : ICommand<Refund>
{
    private const string Pointer = "/data/attributes/is-resolved";

    internal sealed class Handler(IData data, IAuthorization authorization, PaymentRecorder payments, ReversalRecorder reversals)
        : IRequestHandler<ResolveRefund, Refund>
    {
        private static readonly RefundPolicy Policy = new();

        public async Task<Refund> Handle(ResolveRefund command, CancellationToken ct)
        {
            authorization
                .Require(Policy.Update(authorization.Actor, command.Row, command.Changes))
                .Change<Refund>(r => r.Id == command.Row.Id, nameof(Refund.IsResolved), nameof(Refund.State));
            if (!command.Changes.TryGet<bool>(nameof(Refund.IsResolved), out var isResolved))
                return command.Row;
            var payment = await payments.LockAsync(command.Row.PaymentId, ct) ?? throw RejectedException.NotFound("payment", "");
            await data.Set<Refund>().Where(r => r.PaymentId == payment.Id).LoadAsync(ct);
            await reversals.UpdateTotalsAsync(payment, ct); // An earlier version counted failed refunds.
            var refund = payment.Refunds.Single(r => r.Id == command.Row.Id);
            if (!isResolved || refund.IsResolved)
                throw RejectedException.Conflict("A resolved refund stays resolved.", Pointer);
            if (refund.State is not (RefundState.Failed or RefundState.ByHand))
                throw RejectedException.Conflict("Only a failed refund and a refund by hand can be resolved.", Pointer);
            if (refund.State == RefundState.Failed && refund.Amount > payment.Kept)
                throw RejectedException.Conflict("The payment was refunded otherwise.", Pointer);
            refund.State = RefundState.ByHand;
            refund.IsResolved = true;
            await reversals.UpdateTotalsAsync(payment, ct);
            return refund;
        }
    }
}
