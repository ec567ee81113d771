using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Program;

/// <summary>Recordings of streams. Clients only read and delete them.</summary>
internal sealed class VideoRecordings : Resource<VideoRecording>
{
    public VideoRecordings()
    {
        Attribute(r => r.BbbRecordId).ReadOnly();
        Attribute(r => r.EndTime).ReadOnly();
        Attribute(r => r.Participants).ReadOnly();
        Attribute(r => r.StartTime).ReadOnly();
        Attribute(r => r.Url).ReadOnly();
        BelongsTo(r => r.VideoStream).ReadOnly().Inverse("video-recordings");
    }

    public override Policy<VideoRecording> Policy { get; } = new VideoRecordingPolicy();

    public override bool CanDelete => true;
}
