using MediatR;
using OpenEvent.Application.Common;

namespace OpenEvent.Application.Ticketing;

/// <summary>Gives back the seats of checkouts and payments that were not finished in time; the server's own, now and then.</summary>
/// <remarks>Nothing depends on it: whoever wants a seat expires what holds it (<see cref="SeatReservations"/>).</remarks>
internal sealed record ExpireOrders : ICommand<int>
{
    internal sealed class Handler(IAuthorization authorization, SeatReservations seats) : IRequestHandler<ExpireOrders, int>
    {
        public Task<int> Handle(ExpireOrders command, CancellationToken ct)
        {
            authorization.AllowAnyone();
            return seats.ExpireDueOrdersAsync(ct);
        }
    }
}
