using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Lab;

namespace OpenEvent.Application.Lab;

/// <summary>Reserves a device for the current user.</summary>
/// <param name="Draft">A booking that is not saved yet.</param>
internal sealed record BookDevice(Booking Draft) : ICommand<Booking>
{
    internal sealed class Handler(IAuthorization authorization, BookingScheduler scheduler, IData data)
        : IRequestHandler<BookDevice, Booking>
    {
        private static readonly BookingPolicy Policy = new();

        public async Task<Booking> Handle(BookDevice command, CancellationToken ct)
        {
            var booking = command.Draft;
            authorization.Require(Policy.Create(authorization.Actor, booking)).Create(booking);
            booking.UserId = authorization.Actor.UserId!.Value;
            await scheduler.RequireValidAsync(booking, ct);
            booking.UpdateSlots(BookingRules.SlotLength);
            data.Set<Booking>().Add(booking);
            await data.SaveChangesAsync(ct);
            return booking;
        }
    }
}
