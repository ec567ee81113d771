using MediatR;
using OpenEvent.Application.Common;

namespace OpenEvent.Application.Ticketing;

/// <summary>Expires a batch of overdue orders and returns their seats. Run by a background job.</summary>
/// <remarks>
/// New orders do not depend on the job: they expire the overdue orders that hold their seats (<see cref="SeatReservations"/>).
/// </remarks>
/// <returns>The number of expired orders.</returns>
internal sealed record ExpireOrders : ICommand<int>
{
    internal sealed class Handler(IAuthorization authorization, SeatReservations seats) : IRequestHandler<ExpireOrders, int>
    {
        public Task<int> Handle(ExpireOrders command, CancellationToken ct)
        {
            authorization.AsServer();
            return seats.ExpireDueOrdersAsync(ct);
        }
    }
}
