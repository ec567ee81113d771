using System.Linq.Expressions;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Program;

/// <summary>
/// Users see and write their own favourite sessions. The event team sees and removes those of its sessions.
/// <see cref="UserFavouriteSession.Session"/> must be loaded for writing.
/// </summary>
public sealed class UserFavouriteSessionPolicy : Policy<UserFavouriteSession>
{
    public override Expression<Func<UserFavouriteSession, bool>> Visible(Actor actor)
    {
        if (actor.IsStaff)
            return f => f.Session.DeletedAt == null && f.Session.Event.DeletedAt == null;
        var (userId, managedEventIds) = (actor.UserId, actor.ManagedEventIds);
        return f =>
            f.Session.DeletedAt == null
            && f.Session.Event.DeletedAt == null
            && userId != null
            && (f.UserId == userId || managedEventIds.Contains(f.Session.EventId));
    }

    public override Decision List(Actor actor) => Decision.AllowIf(actor.IsSignedIn, "Sign in to see your favourite sessions.");

    public override Decision Create(Actor actor, UserFavouriteSession draft) =>
        Decision.AllowIf(actor.IsSignedIn, "Sign in to mark a favourite session.");

    public override Decision Delete(Actor actor, UserFavouriteSession current) =>
        Decision.AllowIf(
            actor.IsUser(current.UserId)
                || actor.IsStaff
                || (current.Session is { } session && actor.HasCoorganizerAccess(session.EventId)),
            "Only the user and the event team may remove a favourite session."
        );
}
