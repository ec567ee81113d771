using System.Linq.Expressions;

namespace OpenEvent.Domain.Common;

/// <summary>Anyone reads and staff write, e.g. event topics and event types.</summary>
public sealed class StaffManagedPolicy<T> : Policy<T>
    where T : Entity
{
    protected override Expression<Func<T, bool>> VisibleCore(Actor actor) => _ => true;

    protected override Decision CreateCore(Actor actor, T draft) => actor.StaffOnly();

    protected override Decision UpdateCore(Actor actor, T current, Changes<T> changes) => actor.StaffOnly();

    protected override Decision DeleteCore(Actor actor, T current) => actor.StaffOnly();

    protected override Decision LinkCore(Actor actor, T row, RowLink link) => actor.StaffOnly();
}
