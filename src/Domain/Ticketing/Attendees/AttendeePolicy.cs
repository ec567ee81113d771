using System.Linq.Expressions;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Ticketing;

/// <summary>
/// An attendee is seen by the event's door (team and registrars), by the buyer and by himself, and filled in by the buyer as long as the order is a
/// checkout. <see cref="Attendee.Order"/> must be loaded for writing.
/// </summary>
public sealed class AttendeePolicy : Policy<Attendee>
{
    /// <summary>The door's and the server's fields: nobody fills them in at a checkout.</summary>
    private static readonly string[] NonBuyerFields =
    [
        nameof(Attendee.IsCheckedIn),
        nameof(Attendee.IsCheckedOut),
        nameof(Attendee.IsRegistered),
        nameof(Attendee.CheckinTimes),
        nameof(Attendee.CheckoutTimes),
        nameof(Attendee.RegisterTimes),
        nameof(Attendee.DeviceNameCheckin),
        nameof(Attendee.IsBadgePrinted),
        nameof(Attendee.BadgePrintedAt),
        nameof(Attendee.Ticket),
        nameof(Attendee.Event),
    ];

    public override bool HidesExistence => false;

    public override Expression<Func<Attendee, bool>> Visible(Actor actor)
    {
        if (actor.IsStaff)
            return _ => true;
        if (!actor.IsSignedIn)
            return _ => false;
        var (userId, verifiedEmail, checkInEventIds) = (
            actor.UserId,
            actor.VerifiedEmail,
            actor.Roles.Select(r => r.EventId).Distinct().Where(actor.HasRegistrarAccess).ToArray()
        );
        return a =>
            checkInEventIds.Contains(a.EventId)
            || (a.Order == null && a.CreatorId == userId)
            || (a.Order != null && (a.Order.UserId == userId || (verifiedEmail != null && a.Email == verifiedEmail)));
    }

    public override Decision Create(Actor actor, Attendee draft) =>
        actor switch
        {
            { IsSignedIn: false, IsStaff: false } => Decision.Deny("Sign in to name an attendee."),
            _ when draft.OrderId is not null => OrderIsReadOnly,
            _ => Decision.Allow,
        };

    public override Decision Update(Actor actor, Attendee current, Changes<Attendee> changes) =>
        actor switch
        {
            _ when changes.ContainsAny(nameof(Attendee.Order)) => OrderIsReadOnly,
            _ when changes.ContainsAny(nameof(Attendee.DeletedAt)) => Decision.Deny(
                "A seat is given back by DELETE, and a new one ordered.",
                "deleted-at"
            ),
            { IsStaff: true } => Decision.Allow,
            _ when changes.IsEmpty => Decision.Allow,
            _ when !IsBuyerOrCreator(actor, current) => Decision.Deny("Only the buyer fills in an attendee.", changes.Items[0].Name),
            _ when current.Order is { Status: not OrderStatus.Initializing } => Decision.Deny(
                "The order has been submitted: its attendees stay as they are.",
                changes.Items[0].Name
            ),
            _ when changes.Items.FirstOrDefault(c => NonBuyerFields.Contains(c.Member)) is { } change => Decision.Deny(
                $"The buyer does not set {change.Name}.",
                change.Name
            ),
            _ => Decision.Allow,
        };

    /// <summary>The door takes a seat back; a seat that no order holds is its maker's.</summary>
    public override Decision Delete(Actor actor, Attendee current) =>
        Decision.AllowIf(
            actor.HasRegistrarAccess(current.EventId) || (current.Order is null && actor.IsUser(current.CreatorId)),
            "Registrar access is required."
        );

    /// <summary>Whether the actor may put this attendee, who has no order yet, into an order of his.</summary>
    public static Decision AddToOrder(Actor actor, Attendee attendee) =>
        Decision.AllowIf(
            actor.HasCoorganizerAccess(attendee.EventId) || actor.IsUser(attendee.CreatorId),
            "The attendee was made by somebody else.",
            "attendees"
        );

    /// <summary>A ticket is printed for whom it is, for who bought it and for the event's team; the door reads tickets and prints none. With the order.</summary>
    public static Decision GetTicketPdf(Actor actor, Attendee attendee) =>
        Decision.AllowIf(
            actor.HasCoorganizerAccess(attendee.EventId)
                || IsBuyerOrCreator(actor, attendee)
                || (actor.VerifiedEmail is { } verifiedEmail && attendee.Email == verifiedEmail),
            "You may not print this attendee's ticket."
        );

    private static Decision OrderIsReadOnly => Decision.Deny("The server says which order an attendee is of.", "order");

    private static bool IsBuyerOrCreator(Actor actor, Attendee attendee) =>
        actor.IsUser(attendee.Order is null ? attendee.CreatorId : attendee.Order.UserId);
}
