using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>Deletes a check-in and corrects the attendee's check-in state. The times recorded on the attendee stay.</summary>
[TokenModule(TokenModule.Attendees)]
internal sealed record UndoCheckIn(UserCheckIn Row) : ICommand<Unit>
{
    internal sealed class Handler(IData data, IAuthorization authorization) : IRequestHandler<UndoCheckIn, Unit>
    {
        private static readonly UserCheckInPolicy Policy = new();

        public async Task<Unit> Handle(UndoCheckIn command, CancellationToken ct)
        {
            var row = command.Row;
            authorization
                .Require(Policy.Delete(authorization.Actor, row))
                .Remove(row)
                .Change<Attendee>(a => a.Id == row.TicketHolderId, CheckInTimes.StateMembers);
            await data.LockRowAsync<Attendee>(row.TicketHolderId, ct);
            var attendee = await data.Set<Attendee>().SingleAsync(a => a.Id == row.TicketHolderId, ct);
            data.Set<UserCheckIn>().Remove(row);
            await data.SaveChangesAsync(ct);
            var remaining = await data.Set<UserCheckIn>()
                .Where(c => c.TicketHolderId == attendee.Id)
                .Select(c => new { c.StationType, c.ClosedAt })
                .ToListAsync(ct);
            attendee.IsRegistered = remaining.Any(c => c.StationType == Station.Registration);
            attendee.IsCheckedIn = remaining.Any(c => c.StationType == Station.CheckIn && c.ClosedAt is null);
            attendee.IsCheckedOut = !attendee.IsCheckedIn && remaining.Any(c => c.StationType == Station.CheckOut);
            return Unit.Value;
        }
    }
}
