using System.Linq.Expressions;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Domain.Program;

/// <summary>Those who see a stream see its translation channels. The event team changes them.</summary>
public sealed class TranslationChannelPolicy : EventContentPolicy<TranslationChannel>
{
    protected override Expression<Func<TranslationChannel, bool>> VisibleCore(Actor actor)
    {
        if (actor.IsStaff)
            return c => c.Event.DeletedAt == null;
        if (!actor.IsSignedIn)
            return _ => false;
        var managedEventIds = actor.ManagedEventIds;
        var verifiedEmail = actor.VerifiedEmail;
        return c =>
            c.Event.DeletedAt == null
            && (
                managedEventIds.Contains(c.EventId)
                || (
                    verifiedEmail != null
                    && c.Event.State == EventState.Published
                    && c.VideoStream.Viewers.Any(v => v.Email == verifiedEmail)
                )
            );
    }
}
