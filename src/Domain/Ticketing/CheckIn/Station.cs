using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Program;

namespace OpenEvent.Domain.Ticketing;

/// <summary>A check-in station: a place in a room of the event where attendees are scanned.</summary>
[TokenModule(TokenModule.Attendees)]
public sealed class Station : EventContent
{
    public const string Registration = "registration";
    public const string Daily = "daily";
    public const string CheckIn = "check in";
    public const string CheckOut = "check out";

    public string StationName { get; set; } = "";

    /// <summary>One of the constants above (docs/reference/check-in.md#station-types).</summary>
    public string StationType { get; set; } = "";

    public long MicrolocationId { get; set; }

    public Microlocation Microlocation { get; set; } = null!;

    /// <summary>The room of the microlocation, else its name. Computed, not stored.</summary>
    public string? Room { get; set; }
}
