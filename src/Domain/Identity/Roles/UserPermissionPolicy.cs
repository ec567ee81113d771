using System.Linq.Expressions;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Identity;

/// <summary>Anyone reads the user permissions, staff write them.</summary>
public sealed class UserPermissionPolicy : Policy<UserPermission>
{
    private const string Reason = "Only staff may change the user permissions.";

    public override Expression<Func<UserPermission, bool>> Visible(Actor actor) => _ => true;

    public override Decision Create(Actor actor, UserPermission draft) => Decision.AllowIf(actor.IsStaff, Reason);

    public override Decision Update(Actor actor, UserPermission current, Changes<UserPermission> changes) =>
        Decision.AllowIf(actor.IsStaff, Reason);

    public override Decision Delete(Actor actor, UserPermission current) => Decision.AllowIf(actor.IsStaff, Reason);
}
