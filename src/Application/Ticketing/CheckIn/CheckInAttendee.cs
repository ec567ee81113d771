using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Program;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// Records the check-in of one attendee at a station, by their ids. Devices with a scanner use <see cref="RecordScans"/>.
/// </summary>
[TokenModule(TokenModule.Attendees)]
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
            authorization
                .Require(Policy.Create(authorization.Actor, draft))
                .Create<UserCheckIn>(c => c.StationId == station.Id && c.TicketHolderId == draft.TicketHolderId)
                .Change<UserCheckIn>(c => c.TicketHolderId == draft.TicketHolderId, nameof(UserCheckIn.ClosedAt))
                .Change<Attendee>(a => a.Id == draft.TicketHolderId, CheckInTimes.Members);
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
