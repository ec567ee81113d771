using System.Linq.Expressions;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Identity;

/// <summary>Anyone reads the roles, staff write them.</summary>
public sealed class RolePolicy : Policy<Role>
{
    private const string Reason = "Only staff may change the roles.";

    protected override Expression<Func<Role, bool>> VisibleCore(Actor actor) => _ => true;

    protected override Decision CreateCore(Actor actor, Role draft) => Decision.AllowIf(actor.IsStaff, Reason);

    protected override Decision UpdateCore(Actor actor, Role current, Changes<Role> changes) => Decision.AllowIf(actor.IsStaff, Reason);

    protected override Decision DeleteCore(Actor actor, Role current) => Decision.AllowIf(actor.IsStaff, Reason);
}
