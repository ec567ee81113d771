using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Program;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>Notes how many people somebody has counted at a station.</summary>
internal sealed record CountPeople(StationStorePax Draft) : ICommand<StationStorePax>
{
    internal sealed class Handler(IData data, IGate gate, TimeProvider clock) : IRequestHandler<CountPeople, StationStorePax>
    {
        private static readonly StationStorePaxPolicy Policy = new();

        public async Task<StationStorePax> Handle(CountPeople command, CancellationToken ct)
        {
            var draft = command.Draft;
            draft.Station = await data.Set<Station>().SingleAsync(s => s.Id == draft.StationId, ct);
            gate.Require(Policy.Create(gate.Actor, draft));
            if (!await data.Set<Session>().AnyAsync(s => s.Id == draft.SessionId && s.EventId == draft.Station.EventId, ct))
                throw Refused.Invalid("The session is of another event.", "/data/relationships/session/data");
            draft.ModifiedAt = clock.GetUtcNow();
            data.Set<StationStorePax>().Add(draft);
            await data.SaveChangesAsync(ct);
            return draft;
        }
    }
}

/// <summary>Corrects a count.</summary>
internal sealed record RecountPeople(StationStorePax Row, Changes<StationStorePax> Changes) : ICommand<StationStorePax>
{
    internal sealed class Handler(IData data, IGate gate, TimeProvider clock) : IRequestHandler<RecountPeople, StationStorePax>
    {
        private static readonly StationStorePaxPolicy Policy = new();

        public async Task<StationStorePax> Handle(RecountPeople command, CancellationToken ct)
        {
            var (row, changes) = command;
            row.Station = await data.Set<Station>().SingleAsync(s => s.Id == row.StationId, ct);
            gate.Require(Policy.Update(gate.Actor, row, changes));
            if (changes.IsEmpty)
                return row;
            changes.ApplyTo(row);
            row.ModifiedAt = clock.GetUtcNow();
            return row;
        }
    }
}
