using System.Linq.Expressions;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Domain.Program;

/// <summary>The event team appoints the moderators of its streams. Moderators see their own rows.</summary>
public sealed class VideoStreamModeratorPolicy : EventContentPolicy<VideoStreamModerator>
{
    protected override Expression<Func<VideoStreamModerator, bool>> VisibleCore(Actor actor)
    {
        if (actor.IsStaff)
            return m => m.Event.DeletedAt == null;
        if (!actor.IsSignedIn)
            return _ => false;
        var managedEventIds = actor.ManagedEventIds;
        var verifiedEmail = actor.VerifiedEmail;
        return m =>
            m.Event.DeletedAt == null && (managedEventIds.Contains(m.EventId) || (verifiedEmail != null && m.Email == verifiedEmail));
    }

    protected override bool CanSeePrivateCore(Actor actor, VideoStreamModerator row) =>
        actor.HasCoorganizerAccess(row.EventId) || (actor.VerifiedEmail is { } email && row.Email == email);

    protected override Expression<Func<VideoStreamModerator, bool>>? PrivateToCore(Actor actor)
    {
        if (actor.IsStaff)
            return _ => true;
        if (!actor.IsSignedIn)
            return null;
        var managedEventIds = actor.ManagedEventIds;
        var verifiedEmail = actor.VerifiedEmail;
        return m => managedEventIds.Contains(m.EventId) || (verifiedEmail != null && m.Email == verifiedEmail);
    }
}
