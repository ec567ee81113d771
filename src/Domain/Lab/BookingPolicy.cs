using System.Linq.Expressions;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Lab;

/// <summary>
/// Every signed-in user sees when devices are booked, but not by whom. Only the booking's user and staff can change or cancel a booking.
/// </summary>
public sealed class BookingPolicy : Policy<Booking>
{
    private static readonly string[] ChangeableFields = [nameof(Booking.StartsAt), nameof(Booking.EndsAt)];

    protected override Expression<Func<Booking, bool>> VisibleCore(Actor actor)
    {
        var isSignedIn = actor.IsSignedIn || actor.IsStaff;
        return _ => isSignedIn;
    }

    protected override Decision ListCore(Actor actor) => RequireSignedIn(actor);

    protected override bool CanSeePrivateCore(Actor actor, Booking row) => actor.IsStaff || actor.IsUser(row.UserId);

    protected override Expression<Func<Booking, bool>>? PrivateToCore(Actor actor) =>
        actor switch
        {
            { IsStaff: true } => _ => true,
            { UserId: { } userId } => x => x.UserId == userId,
            _ => null,
        };

    /// <summary>Teachers book for their classes.</summary>
    protected override Decision CreateCore(Actor actor, Booking draft) =>
        Decision
            .AllowIf(actor.IsSignedIn, "Sign in to book a device.")
            .And(() =>
                Decision.AllowIf(
                    draft.ClassId is not { } id || actor.GetLabClasses().TaughtIds.Contains(id),
                    "Only the teachers of a class book a device for it.",
                    "class"
                )
            );

    protected override Decision UpdateCore(Actor actor, Booking current, Changes<Booking> changes) =>
        RequireOwnerOrStaff(actor, current)
            .And(() =>
                changes.FirstNameNotIn(ChangeableFields) is { } field
                    ? Decision.Deny("Only the times of a booking can change. Create a new booking for another device.", field)
                    : Decision.Allow
            );

    protected override Decision DeleteCore(Actor actor, Booking current) => RequireOwnerOrStaff(actor, current);

    private static Decision RequireSignedIn(Actor actor) => Decision.AllowIf(actor.IsSignedIn || actor.IsStaff, "Sign in to use the lab.");

    private static Decision RequireOwnerOrStaff(Actor actor, Booking row) =>
        Decision.AllowIf(actor.IsStaff || actor.IsUser(row.UserId), "This booking belongs to another user.");
}
