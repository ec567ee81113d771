using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Program;

namespace OpenEvent.Domain.Ticketing;

/// <summary>The stay of an attendee at the online venue of an event or in one of its rooms. They have one open stay at each.</summary>
[TokenModule(TokenModule.Attendees)]
public sealed class VirtualCheckIn : EventContent
{
    public long AttendeeId { get; set; }

    public Attendee Attendee { get; set; } = null!;

    /// <summary>Null: the venue of the whole event.</summary>
    public long? MicrolocationId { get; set; }

    public Microlocation? Microlocation { get; set; }

    public DateTimeOffset CheckedInAt { get; set; }

    /// <summary>Null while the attendee is there.</summary>
    public DateTimeOffset? CheckedOutAt { get; set; }
}
