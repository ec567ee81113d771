using System.Linq.Expressions;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Identity;

/// <summary>Anyone reads the system roles, staff write them.</summary>
public sealed class CustomSystemRolePolicy : Policy<CustomSystemRole>
{
    private const string Reason = "Only staff may change the system roles.";

    protected override Expression<Func<CustomSystemRole, bool>> VisibleCore(Actor actor) => _ => true;

    protected override Decision CreateCore(Actor actor, CustomSystemRole draft) => Decision.AllowIf(actor.IsStaff, Reason);

    protected override Decision UpdateCore(Actor actor, CustomSystemRole current, Changes<CustomSystemRole> changes) =>
        Decision.AllowIf(actor.IsStaff, Reason);

    protected override Decision DeleteCore(Actor actor, CustomSystemRole current) => Decision.AllowIf(actor.IsStaff, Reason);

    protected override Decision LinkCore(Actor actor, CustomSystemRole row, RowLink link) => Decision.AllowIf(actor.IsStaff, Reason);
}
