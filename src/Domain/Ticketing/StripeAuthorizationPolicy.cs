using System.Linq.Expressions;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Domain.Ticketing;

/// <summary>Organizers link the account, the event's team changes and ends it; whoever is signed in sees the publishable key, which paying needs.</summary>
public sealed class StripeAuthorizationPolicy : Policy<StripeAuthorization>
{
    public override bool Hides => false;

    public override Expression<Func<StripeAuthorization, bool>> Visible(Actor actor)
    {
        if (actor.IsStaff)
            return a => a.Event.DeletedAt == null;
        if (!actor.IsSignedIn)
            return _ => false;
        var run = actor.EventsRun;
        return a => a.Event.DeletedAt == null && (a.Event.State == EventState.Published || run.Contains(a.EventId));
    }

    public override bool SeesPrivate(Actor actor, StripeAuthorization row) => actor.Runs(row.EventId);

    public override Decision Create(Actor actor, StripeAuthorization draft) =>
        Decision.When(actor.Organizes(draft.EventId), otherwise: "Organizer access is required.");

    public override Decision Update(Actor actor, StripeAuthorization current, Changes<StripeAuthorization> changes) => Team(actor, current);

    public override Decision Delete(Actor actor, StripeAuthorization current) => Team(actor, current);

    private static Decision Team(Actor actor, StripeAuthorization row) =>
        Decision.When(actor.Runs(row.EventId), otherwise: "Co-organizer access is required.");
}
