using System.Linq.Expressions;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Identity;

/// <summary>Anyone reads the user permissions, staff write them.</summary>
public sealed class UserPermissionPolicy : Policy<UserPermission>
{
    private const string Reason = "Only staff may change the user permissions.";

    protected override Expression<Func<UserPermission, bool>> VisibleCore(Actor actor) => _ => true;

    protected override Decision CreateCore(Actor actor, UserPermission draft) => Decision.AllowIf(actor.IsStaff, Reason);

    protected override Decision UpdateCore(Actor actor, UserPermission current, Changes<UserPermission> changes) =>
        Decision.AllowIf(actor.IsStaff, Reason);

    protected override Decision DeleteCore(Actor actor, UserPermission current) => Decision.AllowIf(actor.IsStaff, Reason);
}
