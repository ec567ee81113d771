using System.Linq.Expressions;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Events;

/// <summary>Users see and write their own favourite events only.</summary>
public sealed class UserFavouriteEventPolicy : Policy<UserFavouriteEvent>
{
    protected override Expression<Func<UserFavouriteEvent, bool>> VisibleCore(Actor actor)
    {
        if (actor.IsStaff)
            return _ => true;
        var userId = actor.UserId;
        return f => userId != null && f.UserId == userId;
    }

    protected override Decision ListCore(Actor actor) => Decision.AllowIf(actor.IsSignedIn, "Sign in to see your favourite events.");

    /// <summary>The user of a draft is empty or the caller.</summary>
    protected override Decision CreateCore(Actor actor, UserFavouriteEvent draft) =>
        Decision
            .AllowIf(actor.IsSignedIn, "Sign in to mark a favourite event.")
            .And(() => Decision.AllowIf(draft.UserId == 0 || actor.IsUser(draft.UserId), "You may mark only your own favourites.", "user"));

    protected override Decision DeleteCore(Actor actor, UserFavouriteEvent current) =>
        Decision.AllowIf(actor.IsStaff || actor.IsUser(current.UserId), "Only the user may remove their favourite event.");
}
