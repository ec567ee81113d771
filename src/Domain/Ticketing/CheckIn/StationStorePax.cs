using OpenEvent.Domain.Common;
using OpenEvent.Domain.Program;

namespace OpenEvent.Domain.Ticketing;

/// <summary>A manual count of the people at a station during a session.</summary>
[TokenModule(TokenModule.Attendees)]
public sealed class StationStorePax : Entity, ICreatedAt
{
    public int CurrentPax { get; set; }

    public long StationId { get; set; }

    public Station Station { get; set; } = null!;

    public long SessionId { get; set; }

    public Session Session { get; set; } = null!;

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset ModifiedAt { get; set; }
}
