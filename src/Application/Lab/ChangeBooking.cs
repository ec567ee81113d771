using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Lab;

namespace OpenEvent.Application.Lab;

/// <summary>Moves, extends or shortens a booking.</summary>
internal sealed record ChangeBooking(Booking Row, Changes<Booking> Changes) : ICommand<Booking>
{
    internal sealed class Handler(IGate gate, BookingDesk desk, IData data) : IRequestHandler<ChangeBooking, Booking>
    {
        private static readonly BookingPolicy Policy = new();

        public async Task<Booking> Handle(ChangeBooking command, CancellationToken ct)
        {
            var (booking, changes) = command;
            gate.Require(Policy.Update(gate.Actor, booking, changes));
            if (changes.IsEmpty)
                return booking;
            await data.Set<BookingSlot>().Where(s => s.BookingId == booking.Id).LoadAsync(ct);
            desk.RequireOpen(booking);
            var hasBegun = desk.HasBegun(booking);
            if (hasBegun && changes.Touches(nameof(Booking.StartsAt)))
                throw Refused.Conflict("The booking has begun: only its end can be moved.", "/data/attributes/starts-at");
            changes.ApplyTo(booking);
            await desk.RequireAsync(booking, ct, hasBegun);
            booking.CoverSlots(BookingRules.Slot);
            return booking;
        }
    }
}
