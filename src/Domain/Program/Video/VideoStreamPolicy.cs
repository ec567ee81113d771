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
    public override Expression<Func<VideoStream, bool>> Visible(Actor actor)
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

    public override bool CanSeePrivate(Actor actor, VideoStream row) => actor.HasCoorganizerAccess(row.HostEventId);

    public override Expression<Func<VideoStream, bool>>? PrivateTo(Actor actor)
    {
        if (actor.IsStaff)
            return _ => true;
        var managedEventIds = actor.ManagedEventIds;
        return managedEventIds.Length == 0 ? null : s => managedEventIds.Contains(s.HostEventId);
    }

    public override Decision Create(Actor actor, VideoStream draft) => actor.CoorganizerOnly(draft.HostEventId);

    public override Decision Update(Actor actor, VideoStream current, Changes<VideoStream> changes) =>
        actor switch
        {
            _ when !actor.HasCoorganizerAccess(current.HostEventId) => actor.CoorganizerOnly(current.HostEventId),
            _ when changes.TryGet<long?>(nameof(VideoStream.Event), out var id) && id is not null && id != current.HostEventId =>
                Decision.Deny("A video stream cannot move to another event.", "event"),
            _ => Decision.Allow,
        };

    public override Decision Delete(Actor actor, VideoStream current) => actor.CoorganizerOnly(current.HostEventId);

    /// <summary>The rooms of a stream are rooms of its event.</summary>
    public override Decision Link(Actor actor, VideoStream row, RowLink link) =>
        actor switch
        {
            _ when !actor.HasCoorganizerAccess(row.HostEventId) => actor.CoorganizerOnly(row.HostEventId),
            _ when link.Other is IEventContent other && other.EventId != row.HostEventId && other.EventId != 0 => Decision.Deny(
                "The video stream belongs to another event.",
                link.Relationship
            ),
            _ => Decision.Allow,
        };

    public override Decision Unlink(Actor actor, VideoStream row, RowLink link) => actor.CoorganizerOnly(row.HostEventId);
}
