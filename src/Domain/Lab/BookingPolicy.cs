using System.Linq.Expressions;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Lab;

/// <summary>Whoever is signed in sees when devices are taken, but not by whom; a booking is its user's and staff's to change and to cancel.</summary>
public sealed class BookingPolicy : Policy<Booking>
{
    private static readonly string[] Times = [nameof(Booking.StartsAt), nameof(Booking.EndsAt)];

    public override Expression<Func<Booking, bool>> Visible(Actor actor)
    {
        var isSignedIn = actor.IsSignedIn || actor.IsStaff;
        return _ => isSignedIn;
    }

    public override Decision List(Actor actor) => SignedIn(actor);

    public override bool SeesPrivate(Actor actor, Booking row) => actor.IsStaff || actor.Is(row.UserId);

    public override Decision Create(Actor actor, Booking draft) =>
        Decision.When(actor.IsSignedIn, "A booking is somebody's: sign in first.");

    public override Decision Update(Actor actor, Booking current, Changes<Booking> changes) =>
        Mine(actor, current)
            .And(() =>
                changes.FirstOutside(Times) is { } field
                    ? Decision.Deny("A booking can be moved in time only; for another device book anew.", field)
                    : Decision.Allow
            );

    public override Decision Delete(Actor actor, Booking current) => Mine(actor, current);

    private static Decision SignedIn(Actor actor) =>
        Decision.When(actor.IsSignedIn || actor.IsStaff, "The lab is for those who are signed in.");

    private static Decision Mine(Actor actor, Booking row) =>
        Decision.When(actor.IsStaff || actor.Is(row.UserId), "This is somebody else's booking.");
}
