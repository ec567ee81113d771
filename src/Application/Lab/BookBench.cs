using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Lab;

namespace OpenEvent.Application.Lab;

/// <summary>Makes a device one user's own for a time.</summary>
/// <param name="Draft">Not saved.</param>
internal sealed record BookBench(Booking Draft) : ICommand<Booking>
{
    internal sealed class Handler(IGate gate, BookingDesk desk, IData data) : IRequestHandler<BookBench, Booking>
    {
        private static readonly BookingPolicy Policy = new();

        public async Task<Booking> Handle(BookBench command, CancellationToken ct)
        {
            var booking = command.Draft;
            gate.Require(Policy.Create(gate.Actor, booking));
            booking.UserId = gate.Actor.UserId!.Value;
            await desk.RequireAsync(booking, ct);
            booking.CoverSlots(BookingRules.Slot);
            data.Set<Booking>().Add(booking);
            await data.SaveChangesAsync(ct);
            return booking;
        }
    }
}
