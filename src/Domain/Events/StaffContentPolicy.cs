using System.Linq.Expressions;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Events;

/// <summary>Anyone reads, staff write: the words that events are classified by, and their like.</summary>
public sealed class StaffContentPolicy<T> : Policy<T>
    where T : Entity
{
    public override Expression<Func<T, bool>> Visible(Actor actor) => _ => true;

    public override Decision Create(Actor actor, T draft) => Staff(actor);

    public override Decision Update(Actor actor, T current, Changes<T> changes) => Staff(actor);

    public override Decision Delete(Actor actor, T current) => Staff(actor);

    private static Decision Staff(Actor actor) => Decision.When(actor.IsStaff, otherwise: "Admin access is required.");
}
