using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Program;

/// <summary>
/// The favourite sessions of users. A unique index allows each session once for each user. The list contains the caller's own
/// (<c>AdditionalResourceRoutes</c>), also for staff.
/// </summary>
internal sealed class UserFavouriteSessions : EditableResource<UserFavouriteSession>
{
    public UserFavouriteSessions()
    {
        NotListed();
        BelongsTo(f => f.Session)
            .Required()
            .Fixed()
            .Inverse("favourites")
            .DecidedByThisEnd("Any signed-in user marks sessions for themselves.");
        BelongsTo(f => f.User).ReadOnly().Inverse("favourite-sessions", isPrivate: true);
        PolicyReads(
            (data, ids, ct) => data.Set<UserFavouriteSession>().Include(f => f.Session).Where(f => ids.Contains(f.Id)).LoadAsync(ct)
        );
        OwnedByCaller((favourite, userId) => favourite.UserId = userId);
    }

    public override Policy<UserFavouriteSession> Policy { get; } = new UserFavouriteSessionPolicy();

    public override bool CanUpdate => false;

    public override void Connect(ResourceCatalog catalog)
    {
        base.Connect(catalog);
        var own = new OwnRow<Session, UserFavouriteSession>(
            "favourite",
            data => data.Set<UserFavouriteSession>().Select(f => new Link { From = f.SessionId, To = f.Id }),
            f => f.UserId
        );
        catalog.Of<Session>().Connect(own, catalog);
        var ofEvent = new Through<Event, UserFavouriteSession>("session-favourites", data =>
            data.Set<UserFavouriteSession>().Select(f => new Link { From = f.Session.EventId, To = f.Id })
        );
        catalog.Of<Event>().Connect(ofEvent, catalog);
    }
}
