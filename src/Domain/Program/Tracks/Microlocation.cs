using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Domain.Program;

/// <summary>A room of an event.</summary>
public sealed class Microlocation : EventContent, ISoftDeleted
{
    public string Name { get; set; } = "";

    public int? Floor { get; set; }

    public string? Room { get; set; }

    /// <summary>In degrees, -90 to 90.</summary>
    public double? Latitude { get; set; }

    /// <summary>In degrees, -180 to 180.</summary>
    public double? Longitude { get; set; }

    public int? Position { get; set; }

    public bool HiddenInScheduler { get; set; }

    public bool? IsChatEnabled { get; set; }

    public bool? IsGlobalEventRoom { get; set; }

    public string? ChatRoomName { get; set; }

    /// <summary>The stream of what happens in the room.</summary>
    public long? VideoStreamId { get; set; }

    public VideoStream? VideoStream { get; set; }

    public DateTimeOffset? DeletedAt { get; set; }
}
