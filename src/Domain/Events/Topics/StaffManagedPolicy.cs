using System.Linq.Expressions;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Events;

/// <summary>Anyone reads and staff write, e.g. event topics and event types.</summary>
public sealed class StaffManagedPolicy<T> : Policy<T>
    where T : Entity
{
    public override Expression<Func<T, bool>> Visible(Actor actor) => _ => true;

    public override Decision Create(Actor actor, T draft) => StaffOnly(actor);

    public override Decision Update(Actor actor, T current, Changes<T> changes) => StaffOnly(actor);

    public override Decision Delete(Actor actor, T current) => StaffOnly(actor);

    public override Decision Link(Actor actor, T row, RowLink link) => StaffOnly(actor);

    private static Decision StaffOnly(Actor actor) => Decision.AllowIf(actor.IsStaff, reason: "Admin access is required.");
}
