using System.Linq.Expressions;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Identity;

/// <summary>Staff only, for reading and writing.</summary>
public sealed class PanelPermissionPolicy : Policy<PanelPermission>
{
    private const string Reason = "Only staff may see or change the panel permissions.";

    public override bool HidesExistence => false;

    protected override Expression<Func<PanelPermission, bool>> VisibleCore(Actor actor) => actor.IsStaff ? _ => true : _ => false;

    protected override Decision ListCore(Actor actor) => Decision.AllowIf(actor.IsStaff, Reason);

    protected override Decision CreateCore(Actor actor, PanelPermission draft) => Decision.AllowIf(actor.IsStaff, Reason);

    protected override Decision UpdateCore(Actor actor, PanelPermission current, Changes<PanelPermission> changes) =>
        Decision.AllowIf(actor.IsStaff, Reason);

    protected override Decision DeleteCore(Actor actor, PanelPermission current) => Decision.AllowIf(actor.IsStaff, Reason);

    protected override Decision LinkCore(Actor actor, PanelPermission row, RowLink link) => Decision.AllowIf(actor.IsStaff, Reason);
}
