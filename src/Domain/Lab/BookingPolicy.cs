using System.Linq.Expressions;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Lab;

/// <summary>Whoever is signed in sees when devices are taken, but not by whom; a booking is its user's and staff's to change and to cancel.</summary>
public sealed class BookingPolicy : Policy<Booking>
{
    private static readonly string[] ChangeableFields = [nameof(Booking.StartsAt), nameof(Booking.EndsAt)];

    public override Expression<Func<Booking, bool>> Visible(Actor actor)
    {
        var isSignedIn = actor.IsSignedIn || actor.IsStaff;
        return _ => isSignedIn;
    }

    public override Decision List(Actor actor) => RequireSignedIn(actor);

    public override bool CanSeePrivate(Actor actor, Booking row) => actor.IsStaff || actor.IsUser(row.UserId);

    public override Decision Create(Actor actor, Booking draft) =>
        Decision.AllowIf(actor.IsSignedIn, "A booking is somebody's: sign in first.");

    public override Decision Update(Actor actor, Booking current, Changes<Booking> changes) =>
        RequireOwnerOrStaff(actor, current)
            .And(() =>
                changes.FirstNameNotIn(ChangeableFields) is { } field
                    ? Decision.Deny("A booking can be moved in time only; for another device book anew.", field)
                    : Decision.Allow
            );

    public override Decision Delete(Actor actor, Booking current) => RequireOwnerOrStaff(actor, current);

    private static Decision RequireSignedIn(Actor actor) =>
        Decision.AllowIf(actor.IsSignedIn || actor.IsStaff, "The lab is for those who are signed in.");

    private static Decision RequireOwnerOrStaff(Actor actor, Booking row) =>
        Decision.AllowIf(actor.IsStaff || actor.IsUser(row.UserId), "This is somebody else's booking.");
}
