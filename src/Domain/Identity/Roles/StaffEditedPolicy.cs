using System.Linq.Expressions;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Identity;

/// <summary>Anyone gets one by its id; staff list and change them. Rows cannot be created or deleted.</summary>
public class StaffEditedPolicy<T> : Policy<T>
    where T : Entity
{
    public override Expression<Func<T, bool>> Visible(Actor actor) => _ => true;

    public override Decision List(Actor actor) => actor.StaffOnly();

    public override Decision Update(Actor actor, T current, Changes<T> changes) => actor.StaffOnly();
}
