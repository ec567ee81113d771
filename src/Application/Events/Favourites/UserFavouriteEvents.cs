using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Events;

/// <summary>
/// The favourite events of users. A unique index allows each event once for each user. The list contains the caller's own
/// (<c>AdditionalResourceRoutes</c>), also for staff.
/// </summary>
internal sealed class UserFavouriteEvents : EditableResource<UserFavouriteEvent>
{
    public UserFavouriteEvents()
    {
        NotListed();
        Attribute(f => f.DeletedAt);
        BelongsTo(f => f.Event).Required().Fixed().DecidedByThisEnd("Any signed-in user marks events for themselves.");
        BelongsTo(f => f.User).Fixed().Inverse("favourite-events", isPrivate: true).DecidedByThisEnd("The policy allows the caller only.");
        OwnedByCaller((favourite, userId) => (favourite.UserId, favourite.DeletedAt) = (userId, null));
    }

    public override Policy<UserFavouriteEvent> Policy { get; } = new UserFavouriteEventPolicy();

    public override bool CanUpdate => false;
}
