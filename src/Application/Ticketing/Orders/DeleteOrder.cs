using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// Deletes an order and its attendees. For staff, with a cancel note that is e-mailed to the buyer and every attendee. Payments are
/// refunded.
/// </summary>
/// <param name="Note">The cancel note of the request. Null: the order's stored note is used.</param>
internal sealed record DeleteOrder(Order Row, string? Note) : ICommand<Unit>
{
    internal sealed class Handler(
        IData data,
        IAuthorization authorization,
        SeatReservations seats,
        RefundProcessor refunds,
        OrderLifecycle lifecycle,
        OrderNotifier notifier
    ) : IRequestHandler<DeleteOrder, Unit>
    {
        private static readonly OrderPolicy Policy = new();

        public async Task<Unit> Handle(DeleteOrder command, CancellationToken ct)
        {
            var row = command.Row;
            authorization.Require(Policy.Delete(authorization.Actor, row)).Remove(row);
            var note = string.IsNullOrWhiteSpace(command.Note) ? row.CancelNote : command.Note;
            if (string.IsNullOrWhiteSpace(note))
                throw RejectedException.Invalid("A cancel note is required to delete an order.", "/data/attributes/cancel-note");
            var refund = await refunds.RefundOrderAsync(row, RefundReason.OrderDeleted, ct);
            await notifier.SendCancellationAsync(row, note.Trim(), toAttendees: true, refund, ct);
            await lifecycle.VoidDocumentsAsync(row, ct);
            if (row.Status.HoldsSeats())
                await seats.ReleaseAsync([row.Id], ct);
            data.Set<Order>().Remove(row);
            return Unit.Value;
        }
    }
}
