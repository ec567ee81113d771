using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Domain.Program;

/// <summary>A video stream or meeting, of a whole event or of some of its rooms.</summary>
public sealed class VideoStream : Entity
{
    public string Name { get; set; } = "";

    /// <summary>The address at which people watch or join.</summary>
    public string Url { get; set; } = "";

    public string? Password { get; set; }

    public string? AdditionalInformation { get; set; }

    public string? BgImgUrl { get; set; }

    public string? ChatRoomName { get; set; }

    public bool? IsChatEnabled { get; set; }

    public bool? IsGlobalEventRoom { get; set; }

    /// <summary>JSON: options of the video service. Clients keep its answers here, which have the password of moderators.</summary>
    public string? Extra { get; set; }

    /// <summary>The event that the stream belongs to. It never changes.</summary>
    public long HostEventId { get; set; }

    public Event HostEvent { get; set; } = null!;

    /// <summary>The event whose only stream this is; null for streams of rooms. The same event as <see cref="HostEventId"/>.</summary>
    public long? EventId { get; set; }

    public Event? Event { get; set; }

    public long? VideoChannelId { get; set; }

    public VideoChannel? VideoChannel { get; set; }

    /// <summary>The people outside the team who may watch.</summary>
    public List<VideoStreamViewer> Viewers { get; } = [];
}
