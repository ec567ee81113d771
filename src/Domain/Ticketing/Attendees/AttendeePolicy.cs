using System.Linq.Expressions;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Ticketing;

/// <summary>
/// Attendees are visible to the event team and its registrars, to the buyer and to the attendee themselves. The buyer fills them in while
/// the order is <see cref="OrderStatus.Initializing"/>. <see cref="Attendee.Order"/> must be loaded for writing.
/// </summary>
public sealed class AttendeePolicy : Policy<Attendee>
{
    /// <summary>Fields of check-in and of the server, which buyers cannot change.</summary>
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
        nameof(Attendee.Tag),
    ];

    public override bool HidesExistence => false;

    protected override Expression<Func<Attendee, bool>> VisibleCore(Actor actor)
    {
        if (actor.IsStaff)
            return _ => true;
        if (!actor.IsSignedIn)
            return _ => false;
        var userId = actor.UserId;
        var verifiedEmail = actor.VerifiedEmail;
        var checkInEventIds = actor.CheckInEventIds();
        return a =>
            checkInEventIds.Contains(a.EventId)
            || (a.Order == null && a.CreatorId == userId)
            || (a.Order != null && (a.Order.UserId == userId || (verifiedEmail != null && a.Email == verifiedEmail)));
    }

    /// <summary>The event team and the buyer. <see cref="Attendee.Order"/> must be loaded.</summary>
    protected override bool CanSeePrivateCore(Actor actor, Attendee row) =>
        actor.HasCoorganizerAccess(row.EventId) || actor.IsUser(row.Order?.UserId);

    protected override Expression<Func<Attendee, bool>>? PrivateToCore(Actor actor)
    {
        if (actor.IsStaff)
            return _ => true;
        if (actor.UserId is not { } userId)
            return null;
        var managedEventIds = actor.ManagedEventIds;
        return a => managedEventIds.Contains(a.EventId) || (a.Order != null && a.Order.UserId == userId);
    }

    protected override Decision CreateCore(Actor actor, Attendee draft) =>
        actor switch
        {
            { IsSignedIn: false, IsStaff: false } => Decision.Deny("Sign in to create an attendee."),
            _ when draft.OrderId is not null => OrderIsReadOnly,
            _ when draft.TagId is not null && !actor.HasCoorganizerAccess(draft.EventId) => Decision.Deny(
                "Only the event team may tag attendees.",
                "tag"
            ),
            _ => Decision.Allow,
        };

    protected override Decision UpdateCore(Actor actor, Attendee current, Changes<Attendee> changes) =>
        actor switch
        {
            _ when changes.ContainsAny(nameof(Attendee.Order)) => OrderIsReadOnly,
            _ when changes.ContainsAny(nameof(Attendee.DeletedAt)) => Decision.Deny(
                "A deleted attendee cannot be restored. Order a new ticket.",
                "deleted-at"
            ),
            { IsStaff: true } => Decision.Allow,
            _ when changes.IsEmpty => Decision.Allow,
            _ when IsTag(changes) && actor.HasCoorganizerAccess(current.EventId) => Decision.Allow,
            _ when !IsBuyerOrCreator(actor, current) => Decision.Deny("Only the buyer may change an attendee.", changes.Items[0].Name),
            _ when current.Order is { Status: not OrderStatus.Initializing } => Decision.Deny(
                "The order has been submitted. Its attendees can no longer be changed.",
                changes.Items[0].Name
            ),
            _ when changes.Items.FirstOrDefault(c => NonBuyerFields.Contains(c.Member)) is { } change => Decision.Deny(
                $"The buyer cannot change {change.Name}.",
                change.Name
            ),
            _ => Decision.Allow,
        };

    /// <summary>The event team and registrars delete attendees. An attendee without an order can also be deleted by its creator.</summary>
    protected override Decision DeleteCore(Actor actor, Attendee current) =>
        Decision.AllowIf(
            actor.HasRegistrarAccess(current.EventId) || (current.Order is null && actor.IsUser(current.CreatorId)),
            ActorDecisions.RegistrarAccess
        );

    /// <summary>Whether the actor may add this attendee, who has no order yet, to the actor's own order.</summary>
    public static Decision AddToOrder(Actor actor, Attendee attendee) =>
        Decision.AllowIf(
            actor.HasCoorganizerAccess(attendee.EventId) || actor.IsUser(attendee.CreatorId),
            "The attendee was created by another user.",
            "attendees"
        );

    /// <summary>
    /// The attendee, the buyer and the event team get the PDF of the ticket; registrars do not. <see cref="Attendee.Order"/> must be
    /// loaded.
    /// </summary>
    public static Decision GetTicketPdf(Actor actor, Attendee attendee) =>
        Decision.AllowIf(
            actor.HasCoorganizerAccess(attendee.EventId)
                || IsBuyerOrCreator(actor, attendee)
                || (actor.VerifiedEmail is { } verifiedEmail && attendee.Email == verifiedEmail),
            "You may not get the PDF of this attendee's ticket."
        );

    public static Decision PrintBadge(Actor actor, Attendee attendee) => actor.CoorganizerOnly(attendee.EventId);

    /// <summary>Whether the tag of an attendee is all that changes, which says nothing about the person.</summary>
    public static bool IsTag(Changes<Attendee> changes) => !changes.IsEmpty && changes.ContainsOnly(nameof(Attendee.Tag));

    private static Decision OrderIsReadOnly => Decision.Deny("The server sets the order of an attendee.", "order");

    private static bool IsBuyerOrCreator(Actor actor, Attendee attendee) =>
        actor.IsUser(attendee.Order is null ? attendee.CreatorId : attendee.Order.UserId);
}
