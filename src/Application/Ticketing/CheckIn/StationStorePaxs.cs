using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>The resource of manual counts at stations.</summary>
internal sealed class StationStorePaxs : EditableResource<StationStorePax>
{
    public StationStorePaxs()
    {
        NotListed();
        NumericIds();
        Attribute(p => p.CurrentPax).Required().Must(n => n >= 0, "Must not be negative.");
        Attribute(p => p.CreatedAt).ReadOnly();
        Attribute(p => p.ModifiedAt).ReadOnly();
        BelongsTo(p => p.Station).Required().Fixed().Inverse("station-store-paxs").DecidedByThisEnd(UserCheckIns.RecordReason);
        BelongsTo(p => p.Session).Required().Fixed().Inverse("station-store-paxs").DecidedByThisEnd(UserCheckIns.RecordReason);
        CreatedBy(draft => new CreateStationStorePax(draft.Row));
        UpdatedBy((row, changes) => new UpdateStationStorePax(row, changes));
        Before(WriteOperation.Delete, async (row, _, context, ct) =>
            row.Station = await context.Data.Set<Station>().SingleAsync(s => s.Id == row.StationId, ct)
        );
    }

    public override Policy<StationStorePax> Policy { get; } = new StationStorePaxPolicy();
}
