using System.Linq.Expressions;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Domain.Program;

/// <summary>
/// The event team, moderators, confirmed speakers and attendees see a stream, which tells how to join. All but the team are matched by
/// their verified address, while the event is published. The event team changes its streams, and sees the options of the video service.
/// </summary>
public sealed class VideoStreamPolicy : Policy<VideoStream>
{
    protected override Expression<Func<VideoStream, long?>>? EventOf => s => s.HostEventId;

    protected override Expression<Func<VideoStream, bool>> VisibleCore(Actor actor)
    {
        if (actor.IsStaff)
            return s => s.HostEvent.DeletedAt == null;
        if (!actor.IsSignedIn)
            return _ => false;
        var managedEventIds = actor.ManagedEventIds;
        if (actor.VerifiedEmail is not { } verifiedEmail)
            return s => s.HostEvent.DeletedAt == null && managedEventIds.Contains(s.HostEventId);
        return s =>
            s.HostEvent.DeletedAt == null
            && (
                managedEventIds.Contains(s.HostEventId)
                || (s.HostEvent.State == EventState.Published && s.Viewers.Any(v => v.Email == verifiedEmail))
            );
    }

    protected override bool CanSeePrivateCore(Actor actor, VideoStream row) => actor.HasCoorganizerAccess(row.HostEventId);

    protected override Expression<Func<VideoStream, bool>>? PrivateToCore(Actor actor)
    {
        if (actor.IsStaff)
            return _ => true;
        var managedEventIds = actor.ManagedEventIds;
        return managedEventIds.Length == 0 ? null : s => managedEventIds.Contains(s.HostEventId);
    }

    protected override Decision CreateCore(Actor actor, VideoStream draft) => actor.CoorganizerOnly(draft.HostEventId);

    protected override Decision UpdateCore(Actor actor, VideoStream current, Changes<VideoStream> changes) =>
        actor switch
        {
            _ when !actor.HasCoorganizerAccess(current.HostEventId) => actor.CoorganizerOnly(current.HostEventId),
            _ when changes.TryGet<long?>(nameof(VideoStream.Event), out var id) && id is not null && id != current.HostEventId =>
                Decision.Deny("A video stream cannot move to another event.", "event"),
            _ => Decision.Allow,
        };

    protected override Decision DeleteCore(Actor actor, VideoStream current) => actor.CoorganizerOnly(current.HostEventId);

    /// <summary>The rooms of a stream are rooms of its event.</summary>
    protected override Decision LinkCore(Actor actor, VideoStream row, RowLink link) =>
        actor switch
        {
            _ when !actor.HasCoorganizerAccess(row.HostEventId) => actor.CoorganizerOnly(row.HostEventId),
            _ when link.Other is IEventContent other && other.EventId != row.HostEventId && other.EventId != 0 => Decision.Deny(
                "The video stream belongs to another event.",
                link.Relationship
            ),
            _ => Decision.Allow,
        };

    protected override Decision UnlinkCore(Actor actor, VideoStream row, RowLink link) => actor.CoorganizerOnly(row.HostEventId);
}
