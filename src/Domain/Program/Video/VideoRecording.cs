using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Program;

/// <summary>A recording of a stream at the video service. Clients read and delete recordings; they do not create them.</summary>
public sealed class VideoRecording : Entity
{
    /// <summary>The id at the video service.</summary>
    public string BbbRecordId { get; set; } = "";

    public DateTimeOffset StartTime { get; set; }

    public DateTimeOffset EndTime { get; set; }

    public int Participants { get; set; }

    public string Url { get; set; } = "";

    public long VideoStreamId { get; set; }

    public VideoStream VideoStream { get; set; } = null!;
}
