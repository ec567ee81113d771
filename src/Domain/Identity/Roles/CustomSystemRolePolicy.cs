using System.Linq.Expressions;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Identity;

/// <summary>Anyone reads the system roles, staff write them.</summary>
public sealed class CustomSystemRolePolicy : Policy<CustomSystemRole>
{
    private const string Reason = "Only staff may change the system roles.";

    public override Expression<Func<CustomSystemRole, bool>> Visible(Actor actor) => _ => true;

    public override Decision Create(Actor actor, CustomSystemRole draft) => Decision.AllowIf(actor.IsStaff, Reason);

    public override Decision Update(Actor actor, CustomSystemRole current, Changes<CustomSystemRole> changes) =>
        Decision.AllowIf(actor.IsStaff, Reason);

    public override Decision Delete(Actor actor, CustomSystemRole current) => Decision.AllowIf(actor.IsStaff, Reason);

    public override Decision Link(Actor actor, CustomSystemRole row, RowLink link) => Decision.AllowIf(actor.IsStaff, Reason);
}
