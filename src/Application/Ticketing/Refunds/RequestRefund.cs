using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// Refunds what is left of a payment whose order no longer needs it. The event team sends it after a refund has failed. The refund of a
/// valid order starts with its cancellation.
/// </summary>
internal sealed record RequestRefund(Refund Draft) : ICommand<Refund>
{
    private const string Pointer = "/data/relationships/payment/data";

    internal sealed class Handler(
        IData data,
        IAuthorization authorization,
        PaymentRecorder payments,
        RefundProcessor refunds,
        ReversalRecorder reversals
    ) : IRequestHandler<RequestRefund, Refund>
    {
        private static readonly RefundPolicy Policy = new();

        public async Task<Refund> Handle(RequestRefund command, CancellationToken ct)
        {
            var id = command.Draft.PaymentId != 0 ? command.Draft.PaymentId : command.Draft.Payment.Id;
            command.Draft.EventId = await data.Set<Payment>().Where(p => p.Id == id).Select(p => p.EventId).SingleAsync(ct);
            authorization
                .Require(Policy.Create(authorization.Actor, command.Draft))
                .Change<Refund>(r => r.PaymentId == id, nameof(Refund.IsResolved));
            var payment = await payments.LockAsync(id, ct) ?? throw RejectedException.NotFound("payment", $"{id}", Pointer);
            await data.Set<Refund>().Where(r => r.PaymentId == id).LoadAsync(ct);
            await reversals.UpdateTotalsAsync(payment, ct); // An earlier version counted failed refunds.
            RequireRefundable(payment);
            var failed = payment.Refunds.Where(r => r is { State: RefundState.Failed, IsResolved: false }).ToList();
            var refund = refunds.StartRefund(
                payment,
                failed.Count > 0 ? failed[^1].Reason : RefundReason.Requested,
                userId: authorization.Actor.UserId
            );
            failed.ForEach(r => r.IsResolved = true);
            await reversals.UpdateTotalsAsync(payment, ct);
            await data.SaveChangesAsync(ct);
            return refund;
        }

        private static void RequireRefundable(Payment payment)
        {
            if (payment.State is PaymentState.Open or PaymentState.Closed)
                throw RejectedException.Conflict("The payment was not received.", Pointer);
            if (payment.Kept <= 0)
                throw RejectedException.Conflict("Nothing is left of the payment.", Pointer);
            if (payment.IsDisputed)
                throw RejectedException.Conflict(RefundFailure.Explain(RefundFailure.Disputed), Pointer);
            if (payment.State == PaymentState.Succeeded && payment.Order is { } order && order.Status.HoldsSeats() && !HasFailed(payment))
                throw RejectedException.Conflict("Cancel the order to refund its payment.", Pointer);
        }

        /// <summary>Whether a part was due for a refund that failed, e.g. what was paid beyond the amount of the order.</summary>
        private static bool HasFailed(Payment payment) =>
            payment.Refunds.Exists(r => r is { State: RefundState.Failed, IsResolved: false });
    }
}
