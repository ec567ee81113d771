using System.Linq.Expressions;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Identity;

/// <summary>Anyone reads the roles, staff write them.</summary>
public sealed class RolePolicy : Policy<Role>
{
    private const string Reason = "Only staff may change the roles.";

    public override Expression<Func<Role, bool>> Visible(Actor actor) => _ => true;

    public override Decision Create(Actor actor, Role draft) => Decision.AllowIf(actor.IsStaff, Reason);

    public override Decision Update(Actor actor, Role current, Changes<Role> changes) => Decision.AllowIf(actor.IsStaff, Reason);

    public override Decision Delete(Actor actor, Role current) => Decision.AllowIf(actor.IsStaff, Reason);
}
