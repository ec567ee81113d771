using System.Linq.Expressions;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Events;

/// <summary>
/// Anyone sees published events; the event team also sees its drafts. Verified users create events. Team members change events, if they are
/// verified, and delete them.
/// </summary>
public sealed class EventPolicy : Policy<Event>
{
    protected override Expression<Func<Event, long?>>? EventOf => e => e.Id;

    /// <summary>They decide where money goes, and who has rights: the organizers of the group.</summary>
    private static readonly string[] NotWithToken =
    [
        nameof(Event.BankDetails),
        nameof(Event.CanPayByAlipay),
        nameof(Event.CanPayByBank),
        nameof(Event.CanPayByCheque),
        nameof(Event.CanPayByInvoice),
        nameof(Event.CanPayByOmise),
        nameof(Event.CanPayByPaypal),
        nameof(Event.CanPayByPaytm),
        nameof(Event.CanPayByStripe),
        nameof(Event.CanPayOnsite),
        nameof(Event.ChequeDetails),
        nameof(Event.OnsiteDetails),
        nameof(Event.PaypalEmail),
        nameof(Event.Group),
    ];

    private static readonly string[] PromotionFields = [nameof(Event.IsFeatured), nameof(Event.IsPromoted), nameof(Event.IsDemoted)];

    protected override Expression<Func<Event, bool>> VisibleCore(Actor actor)
    {
        if (actor.IsStaff)
            return _ => true;
        var managedEventIds = actor.ManagedEventIds;
        if (managedEventIds.Length == 0)
            return e => e.State == EventState.Published;
        return e => e.State == EventState.Published || managedEventIds.Contains(e.Id);
    }

    protected override bool CanSeePrivateCore(Actor actor, Event row) => actor.HasCoorganizerAccess(row.Id);

    protected override Expression<Func<Event, bool>>? PrivateToCore(Actor actor)
    {
        if (actor.IsStaff)
            return _ => true;
        var eventIds = actor.ManagedEventIds;
        return eventIds.Length == 0 ? null : x => eventIds.Contains(x.Id);
    }

    protected override Decision CreateCore(Actor actor, Event draft) =>
        actor switch
        {
            { IsSignedIn: false, IsStaff: false } => Decision.Deny("Sign in to create an event."),
            { IsVerified: false, IsStaff: false } => Decision.Deny("Verify your e-mail address before you create an event."),
            { IsServiceAccount: true } => Decision.Deny("A service account cannot own an event."),
            { IsStaff: false } when draft.IsFeatured || draft.IsPromoted || draft.IsDemoted => Decision.Deny(
                "Only staff may feature, promote or demote events.",
                FirstPromotionField(draft)
            ),
            _ => Decision.Allow,
        };

    protected override Decision UpdateCore(Actor actor, Event current, Changes<Event> changes) =>
        actor switch
        {
            { Scope: not null } when changes.Items.FirstOrDefault(c => NotWithToken.Contains(c.Member)) is { } change =>
                TokenDecision.ReadOnly(change.Name),
            _ when LeavesManagedGroup(actor, current, changes) => Decision.Allow,
            _ when !actor.HasCoorganizerAccess(current.Id) => actor.CoorganizerOnly(current.Id),
            // The organizers of a group are organizers of its events.
            _ when changes.ContainsAny(nameof(Event.Group)) && !actor.HasOwnerAccess(current.Id) => Decision.Deny(
                "Only the owner of the event may change its group.",
                "group"
            ),
            { IsVerified: false, IsStaff: false } when !changes.IsEmpty => Decision.Deny(
                "Verify your e-mail address before you change an event."
            ),
            { IsStaff: false } when changes.Items.FirstOrDefault(c => PromotionFields.Contains(c.Member)) is { } change => Decision.Deny(
                "Only staff may feature, promote or demote events.",
                change.Name
            ),
            _ => Decision.Allow,
        };

    /// <summary>A copy shows all that the team sees, so it needs access to the event, and the right to create one.</summary>
    public static Decision Copy(Actor actor, Event original) =>
        actor switch
        {
            _ when !actor.HasCoorganizerAccess(original.Id) => actor.CoorganizerOnly(original.Id),
            { IsVerified: false, IsStaff: false } => Decision.Deny("Verify your e-mail address before you copy an event."),
            { IsServiceAccount: true } => Decision.Deny("A service account cannot own an event."),
            _ => Decision.Allow,
        };

    /// <summary>Whether a copy joins the group of the original: its owner and a manager of the group agree by making it.</summary>
    public static bool KeepsGroup(Actor actor, long originalId, long groupId) =>
        actor.HasOwnerAccess(originalId) && actor.ManagesGroup(groupId);

    /// <summary>Exports contain the personal data of buyers, attendees and speakers.</summary>
    public static Decision Export(Actor actor, Event e) => actor.CoorganizerOnly(e.Id);

    /// <summary>An import accepts sessions and changes locked ones, which <see cref="Program.SessionPolicy"/> lets organizers do.</summary>
    public static Decision ImportSessions(Actor actor, Event e) => actor.OrganizerOnly(e.Id);

    protected override Decision DeleteCore(Actor actor, Event current) => actor.CoorganizerOnly(current.Id);

    protected override Decision LinkCore(Actor actor, Event row, RowLink link) => actor.CoorganizerOnly(row.Id);

    /// <summary>The owner and the organizers of a group remove events from it.</summary>
    private static bool LeavesManagedGroup(Actor actor, Event current, Changes<Event> changes) =>
        !changes.IsEmpty
        && changes.ContainsOnly(nameof(Event.Group))
        && changes.TryGet<long?>(nameof(Event.Group), out var to)
        && to is null
        && current.GroupId is { } from
        && actor.ManagesGroup(from);

    private static string FirstPromotionField(Event draft) =>
        draft switch
        {
            { IsFeatured: true } => "is-featured",
            { IsPromoted: true } => "is-promoted",
            _ => "is-demoted",
        };
}
