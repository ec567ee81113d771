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
    internal sealed class Handler(IData data, IAuthorization authorization, CheckInRecorder recorder, TimeProvider clock)
        : IRequestHandler<CheckInAttendee, UserCheckIn>
    {
        private static readonly UserCheckInPolicy Policy = new();

        public async Task<UserCheckIn> Handle(CheckInAttendee command, CancellationToken ct)
        {
            var draft = command.Draft;
            var station = await data.Set<Station>().AsNoTracking().Include(s => s.Event).SingleAsync(s => s.Id == draft.StationId, ct);
            draft.EventId = station.EventId;
            authorization.Require(Policy.Create(authorization.Actor, draft));
            await data.LockRowAsync<Attendee>(draft.TicketHolderId, ct);
            var attendee = await data.Set<Attendee>().Include(a => a.Order).SingleAsync(a => a.Id == draft.TicketHolderId, ct);
            var session = draft.SessionId is { } id ? await data.Set<Session>().AsNoTracking().SingleAsync(s => s.Id == id, ct) : null;
            var result = await recorder.RecordAsync(
                station,
                session,
                attendee,
                clock.GetUtcNow(),
                draft.DeviceName,
                authorization.Actor.HasCoorganizerAccess(station.EventId),
                ct
            );
            return result.Row ?? throw RejectedException.Invalid(result.Message, "/data/relationships/ticket-holder");
        }
    }
}

/// <summary>Takes a check-in back: as if the attendee had not passed. What stands on his own row as history stays.</summary>
internal sealed record UndoCheckIn(UserCheckIn Row) : ICommand<Unit>
{
    internal sealed class Handler(IData data, IAuthorization authorization) : IRequestHandler<UndoCheckIn, Unit>
    {
        private static readonly UserCheckInPolicy Policy = new();

        public async Task<Unit> Handle(UndoCheckIn command, CancellationToken ct)
        {
            var row = command.Row;
            authorization.Require(Policy.Delete(authorization.Actor, row));
            await data.LockRowAsync<Attendee>(row.TicketHolderId, ct);
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
