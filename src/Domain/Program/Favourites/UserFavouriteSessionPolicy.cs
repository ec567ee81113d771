using System.Linq.Expressions;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Program;

/// <summary>
/// Users see and write their own favourite sessions. The event team sees and removes those of its sessions.
/// <see cref="UserFavouriteSession.Session"/> must be loaded for writing.
/// </summary>
public sealed class UserFavouriteSessionPolicy : Policy<UserFavouriteSession>
{
    protected override Expression<Func<UserFavouriteSession, long?>>? EventOf => f => f.Session.EventId;

    protected override Expression<Func<UserFavouriteSession, bool>> VisibleCore(Actor actor)
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

    protected override Decision ListCore(Actor actor) => Decision.AllowIf(actor.IsSignedIn, "Sign in to see your favourite sessions.");

    protected override Decision CreateCore(Actor actor, UserFavouriteSession draft) =>
        Decision.AllowIf(actor.IsSignedIn, "Sign in to mark a favourite session.");

    protected override Decision DeleteCore(Actor actor, UserFavouriteSession current) =>
        Decision.AllowIf(
            actor.IsUser(current.UserId)
                || actor.IsStaff
                || (current.Session is { } session && actor.HasCoorganizerAccess(session.EventId)),
            "Only the user and the event team may remove a favourite session."
        );
}
