using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Program;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>Stores a manual count of the people in a session at a station.</summary>
[TokenModule(TokenModule.Attendees)]
internal sealed record CreateStationStorePax(StationStorePax Draft) : ICommand<StationStorePax>
{
    internal sealed class Handler(IData data, IAuthorization authorization, TimeProvider clock)
        : IRequestHandler<CreateStationStorePax, StationStorePax>
    {
        private static readonly StationStorePaxPolicy Policy = new();

        public async Task<StationStorePax> Handle(CreateStationStorePax command, CancellationToken ct)
        {
            var draft = command.Draft;
            draft.Station = await data.Set<Station>().SingleAsync(s => s.Id == draft.StationId, ct);
            authorization.Require(Policy.Create(authorization.Actor, draft)).Create(draft);
            if (!await data.Set<Session>().AnyAsync(s => s.Id == draft.SessionId && s.EventId == draft.Station.EventId, ct))
                throw RejectedException.Invalid("The session belongs to another event.", "/data/relationships/session/data");
            draft.ModifiedAt = clock.GetUtcNow();
            data.Set<StationStorePax>().Add(draft);
            await data.SaveChangesAsync(ct);
            return draft;
        }
    }
}
