using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Program;

namespace OpenEvent.Domain.Ticketing;

/// <summary>
/// The check-in of an attendee at a station. Unique indexes allow one registration per day and station, and a new check-in to a session
/// only after a check-out.
/// </summary>
[TokenModule(TokenModule.Attendees)]
public sealed class UserCheckIn : Entity, ICreatedAt
{
    public long EventId { get; set; }

    public Event Event { get; set; } = null!;

    public long StationId { get; set; }

    public Station Station { get; set; } = null!;

    public long TicketHolderId { get; set; }

    public Attendee TicketHolder { get; set; } = null!;

    /// <summary>Null for a registration.</summary>
    public long? SessionId { get; set; }

    public Session? Session { get; set; }

    /// <summary>The type of the station at the time of the check-in.</summary>
    public string StationType { get; set; } = "";

    /// <summary>The room of the station at the time of the check-in. A check-out closes a check-in of the same room.</summary>
    public long MicrolocationId { get; set; }

    public Microlocation Microlocation { get; set; } = null!;

    /// <summary>When the attendee was scanned. For scans of an offline device this is the time of the device's clock.</summary>
    public DateTimeOffset At { get; set; }

    /// <summary>The day of <see cref="At"/> in the event's time zone.</summary>
    public DateOnly Day { get; set; }

    /// <summary>
    /// When the attendee checked out again. Null while they are checked in, and for check-ins that are not into a session.
    /// </summary>
    public DateTimeOffset? ClosedAt { get; set; }

    public string? DeviceName { get; set; }

    public DateTimeOffset CreatedAt { get; set; }
}
