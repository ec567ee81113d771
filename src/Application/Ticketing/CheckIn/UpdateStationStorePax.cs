using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>Updates a manual count.</summary>
[TokenModule(TokenModule.Attendees)]
internal sealed record UpdateStationStorePax(StationStorePax Row, Changes<StationStorePax> Changes) : ICommand<StationStorePax>
{
    internal sealed class Handler(IData data, IAuthorization authorization, TimeProvider clock)
        : IRequestHandler<UpdateStationStorePax, StationStorePax>
    {
        private static readonly StationStorePaxPolicy Policy = new();

        public async Task<StationStorePax> Handle(UpdateStationStorePax command, CancellationToken ct)
        {
            var (row, changes) = command;
            row.Station = await data.Set<Station>().SingleAsync(s => s.Id == row.StationId, ct);
            authorization.Require(Policy.Update(authorization.Actor, row, changes)).Change(row, changes);
            if (changes.IsEmpty)
                return row;
            changes.ApplyTo(row);
            row.ModifiedAt = clock.GetUtcNow();
            return row;
        }
    }
}
