using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>The resource of check-in stations (docs/reference/check-in.md#station-types).</summary>
internal sealed class Stations : EditableResource<Station>
{
    public Stations()
    {
        NotListed();
        NumericIds();
        Attribute(s => s.StationName).Required().MaxLength(200);
        Attribute(s => s.StationType).Required().OneOf(Station.Registration, Station.Daily, Station.CheckIn, Station.CheckOut);
        Computed("microlocation-id", s => s.MicrolocationId);
        Computed("room", s => s.Room);
        BelongsTo(s => s.Event).Required().Fixed().Inverse("station", isPrivate: false);
        BelongsTo(s => s.Microlocation).Required().Inverse("stations");
        WithExtra<string>(_ => s => s.Microlocation.Room ?? s.Microlocation.Name, (s, room) => s.Room = room);
    }

    public override Policy<Station> Policy { get; } = new StationPolicy();
}
