using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Identity;

/// <summary>Users and staff see and change the alternate addresses of an account. Only staff move one to another account.</summary>
public sealed class UserEmailPolicy : OwnRowPolicy<UserEmail>
{
    protected override string ListReason => "Only staff may list the addresses of all users.";

    protected override string OwnerReason => "These addresses belong to another user.";

    protected override Decision CreateCore(Actor actor, UserEmail draft) => OwnerOrStaffOnly(actor, draft);

    protected override Decision UpdateCore(Actor actor, UserEmail current, Changes<UserEmail> changes) =>
        OwnerOrStaffOnly(actor, current)
            .And(() =>
                Decision.AllowIf(
                    actor.IsStaff || !changes.ContainsAny(nameof(UserEmail.User)),
                    "Only staff may move an address to another account.",
                    "user"
                )
            );

    protected override Decision DeleteCore(Actor actor, UserEmail current) => OwnerOrStaffOnly(actor, current);
}
