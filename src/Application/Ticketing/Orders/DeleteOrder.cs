using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>Removes an order with its attendees, for staff, who say why: the note goes to the buyer and to every attendee, and money that was taken goes back.</summary>
internal sealed record DeleteOrder(Order Row, string? Note) : ICommand<Unit>
{
    internal sealed class Handler(
        IData data,
        IAuthorization authorization,
        SeatReservations seats,
        RefundProcessor refunds,
        OrderNotifier notifier
    ) : IRequestHandler<DeleteOrder, Unit>
    {
        private static readonly OrderPolicy Policy = new();

        public async Task<Unit> Handle(DeleteOrder command, CancellationToken ct)
        {
            var row = command.Row;
            authorization.Require(Policy.Delete(authorization.Actor, row));
            var note = string.IsNullOrWhiteSpace(command.Note) ? row.CancelNote : command.Note;
            if (string.IsNullOrWhiteSpace(note))
                throw RejectedException.Invalid("Say why: a deleted order needs a cancel note.", "/data/attributes/cancel-note");
            var refunded = await refunds.RefundOrderAsync(row, RefundReason.OrderDeleted, ct);
            await notifier.SendCancellationAsync(row, note.Trim(), toAttendees: true, refunded, ct);
            if (row.Status.HoldsSeats())
                await seats.ReturnAsync([row.Id], ct);
            data.Set<Order>().Remove(row);
            return Unit.Value;
        }
    }
}
