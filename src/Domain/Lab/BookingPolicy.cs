using System.Linq.Expressions;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Lab;

/// <summary>
/// Every signed-in user sees when devices are booked, but not by whom. Only the booking's user and staff can change or cancel a booking.
/// </summary>
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

    public override Expression<Func<Booking, bool>>? PrivateTo(Actor actor) =>
        actor switch
        {
            { IsStaff: true } => _ => true,
            { UserId: { } userId } => x => x.UserId == userId,
            _ => null,
        };

    /// <summary>Teachers book for their classes.</summary>
    public override Decision Create(Actor actor, Booking draft) =>
        Decision
            .AllowIf(actor.IsSignedIn, "Sign in to book a device.")
            .And(() =>
                Decision.AllowIf(
                    draft.ClassId is not { } id || actor.GetLabClasses().TaughtIds.Contains(id),
                    "Only the teachers of a class book a device for it.",
                    "class"
                )
            );

    public override Decision Update(Actor actor, Booking current, Changes<Booking> changes) =>
        RequireOwnerOrStaff(actor, current)
            .And(() =>
                changes.FirstNameNotIn(ChangeableFields) is { } field
                    ? Decision.Deny("Only the times of a booking can change. Create a new booking for another device.", field)
                    : Decision.Allow
            );

    public override Decision Delete(Actor actor, Booking current) => RequireOwnerOrStaff(actor, current);

    private static Decision RequireSignedIn(Actor actor) => Decision.AllowIf(actor.IsSignedIn || actor.IsStaff, "Sign in to use the lab.");

    private static Decision RequireOwnerOrStaff(Actor actor, Booking row) =>
        Decision.AllowIf(actor.IsStaff || actor.IsUser(row.UserId), "This booking belongs to another user.");
}
