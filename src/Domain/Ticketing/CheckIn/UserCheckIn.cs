using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Program;

namespace OpenEvent.Domain.Ticketing;

/// <summary>An attendee passed a station. Indexes keep it to one registration a day and station, and one way into a session for each way out.</summary>
public sealed class UserCheckIn : Entity, ICreatedAt
{
    public long EventId { get; set; }

    public Event Event { get; set; } = null!;

    public long StationId { get; set; }

    public Station Station { get; set; } = null!;

    public long TicketHolderId { get; set; }

    public Attendee TicketHolder { get; set; } = null!;

    /// <summary>Null at a registration.</summary>
    public long? SessionId { get; set; }

    public Session? Session { get; set; }

    /// <summary>The station's when he passed.</summary>
    public string StationType { get; set; } = "";

    /// <summary>The station's room when he passed: out is out of the room that he went into.</summary>
    public long MicrolocationId { get; set; }

    public Microlocation Microlocation { get; set; } = null!;

    /// <summary>When he was scanned, by the device's clock where it was offline.</summary>
    public DateTimeOffset At { get; set; }

    /// <summary>The day of <see cref="At"/> in the event's zone.</summary>
    public DateOnly Day { get; set; }

    /// <summary>When he left the room that this row let him into; null: he is in, or it let him in nowhere.</summary>
    public DateTimeOffset? ClosedAt { get; set; }

    public string? DeviceName { get; set; }

    public DateTimeOffset CreatedAt { get; set; }
}

/// <summary>A scan that a device has reported, by the device's own id of it: reported again, it is answered the same and changes nothing.</summary>
public sealed class Scan
{
    public long EventId { get; set; }

    public Event Event { get; set; } = null!;

    public Guid ScanId { get; set; }

    public long AttendeeId { get; set; }

    public Attendee Attendee { get; set; } = null!;

    public bool Success { get; set; }

    public string Message { get; set; } = "";
}
