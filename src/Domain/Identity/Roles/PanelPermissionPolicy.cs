using System.Linq.Expressions;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Identity;

/// <summary>Staff only, for reading and writing.</summary>
public sealed class PanelPermissionPolicy : Policy<PanelPermission>
{
    private const string Reason = "Only staff may see or change the panel permissions.";

    public override bool HidesExistence => false;

    public override Expression<Func<PanelPermission, bool>> Visible(Actor actor) => actor.IsStaff ? _ => true : _ => false;

    public override Decision List(Actor actor) => Decision.AllowIf(actor.IsStaff, Reason);

    public override Decision Create(Actor actor, PanelPermission draft) => Decision.AllowIf(actor.IsStaff, Reason);

    public override Decision Update(Actor actor, PanelPermission current, Changes<PanelPermission> changes) =>
        Decision.AllowIf(actor.IsStaff, Reason);

    public override Decision Delete(Actor actor, PanelPermission current) => Decision.AllowIf(actor.IsStaff, Reason);

    public override Decision Link(Actor actor, PanelPermission row, RowLink link) => Decision.AllowIf(actor.IsStaff, Reason);
}
