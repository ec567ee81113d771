using System.Linq.Expressions;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Identity;

/// <summary>Anyone gets one by its id; staff list and change them. Rows cannot be created or deleted.</summary>
public class StaffEditedPolicy<T> : Policy<T>
    where T : Entity
{
    protected override Expression<Func<T, bool>> VisibleCore(Actor actor) => _ => true;

    protected override Decision ListCore(Actor actor) => actor.StaffOnly();

    protected override Decision UpdateCore(Actor actor, T current, Changes<T> changes) => actor.StaffOnly();
}
