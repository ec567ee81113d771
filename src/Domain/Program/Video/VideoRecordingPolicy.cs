using System.Linq.Expressions;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Program;

/// <summary>The owner and the organizers of the event see the recordings of its streams. Staff delete them.</summary>
public sealed class VideoRecordingPolicy : Policy<VideoRecording>
{
    protected override Expression<Func<VideoRecording, long?>>? EventOf => r => r.VideoStream.HostEventId;

    protected override Expression<Func<VideoRecording, bool>> VisibleCore(Actor actor)
    {
        if (actor.IsStaff)
            return _ => true;
        var eventIds = actor.OrganizedEventIds;
        return r => eventIds.Contains(r.VideoStream.HostEventId) && r.VideoStream.HostEvent.DeletedAt == null;
    }

    protected override Decision DeleteCore(Actor actor, VideoRecording current) =>
        Decision.AllowIf(actor.IsStaff, "Only staff may delete recordings.");
}
