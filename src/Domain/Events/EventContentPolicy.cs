using System.Linq.Expressions;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Events;

/// <summary>Anyone sees the rows of a published event; those who run the event see and write all of its rows.</summary>
public class EventContentPolicy<T> : Policy<T>
    where T : EventContent
{
    public override Expression<Func<T, bool>> Visible(Actor actor)
    {
        if (actor.IsStaff)
            return x => x.Event.DeletedAt == null;
        var run = actor.EventsRun;
        if (run.Length == 0)
            return x => x.Event.State == EventState.Published && x.Event.DeletedAt == null;
        return x => (x.Event.State == EventState.Published || run.Contains(x.EventId)) && x.Event.DeletedAt == null;
    }

    public override bool SeesPrivate(Actor actor, T row) => actor.Runs(row.EventId);

    public override Decision Create(Actor actor, T draft) => Runs(actor, draft);

    public override Decision Update(Actor actor, T current, Changes<T> changes) => Runs(actor, current);

    public override Decision Delete(Actor actor, T current) => Runs(actor, current);

    protected static Decision Runs(Actor actor, T row) =>
        Decision.When(actor.Runs(row.EventId), otherwise: "Co-organizer access is required.");
}
