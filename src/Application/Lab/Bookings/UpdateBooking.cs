using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Lab;

namespace OpenEvent.Application.Lab;

/// <summary>Moves, extends or shortens a booking.</summary>
internal sealed record UpdateBooking(Booking Row, Changes<Booking> Changes) : ICommand<Booking>
{
    internal sealed class Handler(IAuthorization authorization, BookingScheduler scheduler, IData data)
        : IRequestHandler<UpdateBooking, Booking>
    {
        private static readonly BookingPolicy Policy = new();

        public async Task<Booking> Handle(UpdateBooking command, CancellationToken ct)
        {
            var booking = command.Row;
            var changes = command.Changes;
            authorization.Require(Policy.Update(authorization.Actor, booking, changes)).Change(booking, changes);
            if (changes.IsEmpty)
                return booking;
            await data.Set<BookingSlot>().Where(s => s.BookingId == booking.Id).LoadAsync(ct);
            scheduler.RequireNotOver(booking);
            var hasBegun = scheduler.HasBegun(booking);
            if (hasBegun && changes.ContainsAny(nameof(Booking.StartsAt)))
                throw RejectedException.Conflict("The booking has begun. Only its end can change.", "/data/attributes/starts-at");
            changes.ApplyTo(booking);
            await scheduler.RequireValidAsync(booking, ct, hasBegun);
            booking.UpdateSlots(BookingRules.SlotLength);
            return booking;
        }
    }
}
