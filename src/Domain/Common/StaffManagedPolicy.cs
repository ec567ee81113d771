using System.Linq.Expressions;

namespace OpenEvent.Domain.Common;

/// <summary>Anyone reads and staff write, e.g. event topics and event types.</summary>
public sealed class StaffManagedPolicy<T> : Policy<T>
    where T : Entity
{
    public override Expression<Func<T, bool>> Visible(Actor actor) => _ => true;

    public override Decision Create(Actor actor, T draft) => actor.StaffOnly();

    public override Decision Update(Actor actor, T current, Changes<T> changes) => actor.StaffOnly();

    public override Decision Delete(Actor actor, T current) => actor.StaffOnly();

    public override Decision Link(Actor actor, T row, RowLink link) => actor.StaffOnly();
}
