using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>Removes an order with its attendees, for staff, who say why: the note goes to the buyer and to every attendee.</summary>
internal sealed record DeleteOrder(Order Row, string? Note) : ICommand<Unit>
{
    internal sealed class Handler(IData data, IGate gate, SeatLedger seats, OrderMails mails) : IRequestHandler<DeleteOrder, Unit>
    {
        private static readonly OrderPolicy Policy = new();

        public async Task<Unit> Handle(DeleteOrder command, CancellationToken ct)
        {
            var row = command.Row;
            gate.Require(Policy.Delete(gate.Actor, row));
            var note = string.IsNullOrWhiteSpace(command.Note) ? row.CancelNote : command.Note;
            if (string.IsNullOrWhiteSpace(note)) throw Refused.Invalid("Say why: a deleted order needs a cancel note.", "/data/attributes/cancel-note");
            if (row.IsPaid && row.PaidVia is not null) throw Refused.Conflict("Money was taken through a provider, and refunds are not offered yet.");
            await mails.OrderCancelledAsync(row, note.Trim(), toAttendees: true, ct);
            if (row.Status.HoldsSeats()) await seats.ReturnAsync([row.Id], ct);
            data.Set<Order>().Remove(row);
            return Unit.Value;
        }
    }
}
