using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Lab;

namespace OpenEvent.Application.Lab;

/// <summary>Cancels a booking. A booking that has ended stays on record.</summary>
internal sealed record CancelBooking(Booking Row) : ICommand<Unit>
{
    internal sealed class Handler(IAuthorization authorization, BookingScheduler scheduler, IData data)
        : IRequestHandler<CancelBooking, Unit>
    {
        private static readonly BookingPolicy Policy = new();

        public Task<Unit> Handle(CancelBooking command, CancellationToken ct)
        {
            authorization.Require(Policy.Delete(authorization.Actor, command.Row)).Remove(command.Row);
            scheduler.RequireNotOver(command.Row);
            data.Set<Booking>().Remove(command.Row);
            return Unit.Task;
        }
    }
}
