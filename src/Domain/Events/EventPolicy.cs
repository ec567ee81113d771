using System.Linq.Expressions;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Events;

/// <summary>Anyone sees published events, the team its drafts; a verified account creates and publishes; the team changes and deletes.</summary>
public sealed class EventPolicy : Policy<Event>
{
    private static readonly string[] Promotion = [nameof(Event.IsFeatured), nameof(Event.IsPromoted), nameof(Event.IsDemoted)];

    public override Expression<Func<Event, bool>> Visible(Actor actor)
    {
        if (actor.IsStaff)
            return _ => true;
        var run = actor.EventsRun;
        if (run.Length == 0)
            return e => e.State == EventState.Published;
        return e => e.State == EventState.Published || run.Contains(e.Id);
    }

    public override bool SeesPrivate(Actor actor, Event row) => actor.Runs(row.Id);

    public override Decision Create(Actor actor, Event draft) =>
        actor switch
        {
            { IsSignedIn: false, IsStaff: false } => Decision.Deny("Sign in to create an event."),
            { IsVerified: false, IsStaff: false } => Decision.Deny("Verify your e-mail address before you create an event."),
            { IsStaff: false } when draft.IsFeatured || draft.IsPromoted || draft.IsDemoted => Decision.Deny(
                "Only staff promote events.",
                FirstPromotion(draft)
            ),
            _ => Decision.Allow,
        };

    public override Decision Update(Actor actor, Event current, Changes<Event> changes) =>
        actor switch
        {
            _ when !actor.Runs(current.Id) => Decision.Deny("Co-organizer access is required."),
            { IsVerified: false, IsStaff: false } when !changes.IsEmpty => Decision.Deny(
                "Verify your e-mail address before you change an event."
            ),
            { IsStaff: false } when changes.Items.FirstOrDefault(c => Promotion.Contains(c.Member)) is { } change => Decision.Deny(
                "Only staff promote events.",
                change.Name
            ),
            _ => Decision.Allow,
        };

    public override Decision Delete(Actor actor, Event current) =>
        Decision.When(actor.Runs(current.Id), otherwise: "Co-organizer access is required.");

    private static string FirstPromotion(Event draft) =>
        draft switch
        {
            { IsFeatured: true } => "is-featured",
            { IsPromoted: true } => "is-promoted",
            _ => "is-demoted",
        };
}
