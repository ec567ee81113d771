using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Domain.Ticketing;

/// <summary>
/// The result of a scan that a device reported, by the device's id for the scan. It makes scans idempotent: reporting the same scan again
/// gets the same result and changes nothing.
/// </summary>
[TokenModule(TokenModule.Attendees)]
public sealed class Scan
{
    public long EventId { get; set; }

    public Event Event { get; set; } = null!;

    /// <summary>Assigned by the device.</summary>
    public Guid ScanId { get; set; }

    public long AttendeeId { get; set; }

    public Attendee Attendee { get; set; } = null!;

    public bool Success { get; set; }

    public string Message { get; set; } = "";
}
