using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Program;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>Lets one attendee pass a station, by their ids; a device with a scanner uses <see cref="RecordScans"/>.</summary>
internal sealed record CheckInAttendee(UserCheckIn Draft) : ICommand<UserCheckIn>
{
    internal sealed class Handler(IData data, IGate gate, Door door, TimeProvider clock) : IRequestHandler<CheckInAttendee, UserCheckIn>
    {
        private static readonly UserCheckInPolicy Policy = new();

        public async Task<UserCheckIn> Handle(CheckInAttendee command, CancellationToken ct)
        {
            var draft = command.Draft;
            var station = await data.Set<Station>().AsNoTracking().Include(s => s.Event).SingleAsync(s => s.Id == draft.StationId, ct);
            draft.EventId = station.EventId;
            gate.Require(Policy.Create(gate.Actor, draft));
            await data.LockAsync<Attendee>(draft.TicketHolderId, ct);
            var attendee = await data.Set<Attendee>().Include(a => a.Order).SingleAsync(a => a.Id == draft.TicketHolderId, ct);
            var session = draft.SessionId is { } id ? await data.Set<Session>().AsNoTracking().SingleAsync(s => s.Id == id, ct) : null;
            var passage = await door.PassAsync(
                station,
                session,
                attendee,
                clock.GetUtcNow(),
                draft.DeviceName,
                gate.Actor.Runs(station.EventId),
                ct
            );
            return passage.Row ?? throw Refused.Invalid(passage.Message, "/data/relationships/ticket-holder");
        }
    }
}

/// <summary>Takes a check-in back: as if the attendee had not passed. What stands on his own row as history stays.</summary>
internal sealed record TakeCheckInBack(UserCheckIn Row) : ICommand<Unit>
{
    internal sealed class Handler(IData data, IGate gate) : IRequestHandler<TakeCheckInBack, Unit>
    {
        private static readonly UserCheckInPolicy Policy = new();

        public async Task<Unit> Handle(TakeCheckInBack command, CancellationToken ct)
        {
            var row = command.Row;
            gate.Require(Policy.Delete(gate.Actor, row));
            await data.LockAsync<Attendee>(row.TicketHolderId, ct);
            var attendee = await data.Set<Attendee>().SingleAsync(a => a.Id == row.TicketHolderId, ct);
            data.Set<UserCheckIn>().Remove(row);
            await data.SaveChangesAsync(ct);
            var left = await data.Set<UserCheckIn>()
                .Where(c => c.TicketHolderId == attendee.Id)
                .Select(c => new { c.StationType, c.ClosedAt })
                .ToListAsync(ct);
            attendee.IsRegistered = left.Any(c => c.StationType == Station.Registration);
            attendee.IsCheckedIn = left.Any(c => c.StationType == Station.CheckIn && c.ClosedAt is null);
            attendee.IsCheckedOut = !attendee.IsCheckedIn && left.Any(c => c.StationType == Station.CheckOut);
            return Unit.Value;
        }
    }
}
