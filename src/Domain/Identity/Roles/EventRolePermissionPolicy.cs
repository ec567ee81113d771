using System.Linq.Expressions;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Identity;

/// <summary>Anyone gets one by its id; staff list and change them. Rows cannot be created or deleted.</summary>
public sealed class EventRolePermissionPolicy : Policy<EventRolePermission>
{
    public override Expression<Func<EventRolePermission, bool>> Visible(Actor actor) => _ => true;

    public override Decision List(Actor actor) => StaffOnly(actor);

    public override Decision Update(Actor actor, EventRolePermission current, Changes<EventRolePermission> changes) => StaffOnly(actor);

    private static Decision StaffOnly(Actor actor) => Decision.AllowIf(actor.IsStaff, "Admin access is required.");
}
