using System.Linq.Expressions;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Identity;

/// <summary>Users and staff see and change the alternate addresses of an account. Only staff move one to another account.</summary>
public sealed class UserEmailPolicy : Policy<UserEmail>
{
    public override Expression<Func<UserEmail, bool>> Visible(Actor actor)
    {
        if (actor.IsStaff)
            return _ => true;
        var userId = actor.UserId;
        return e => e.UserId == userId;
    }

    public override Decision List(Actor actor) => Decision.AllowIf(actor.IsStaff, "Only staff may list the addresses of all users.");

    public override bool CanSeePrivate(Actor actor, UserEmail row) => actor.IsStaff || actor.IsUser(row.UserId);

    public override Expression<Func<UserEmail, bool>>? PrivateTo(Actor actor) =>
        actor switch
        {
            { IsStaff: true } => _ => true,
            { UserId: { } userId } => x => x.UserId == userId,
            _ => null,
        };

    public override Decision Create(Actor actor, UserEmail draft) => UserOrStaffOnly(actor, draft);

    public override Decision Update(Actor actor, UserEmail current, Changes<UserEmail> changes) =>
        UserOrStaffOnly(actor, current)
            .And(() =>
                Decision.AllowIf(
                    actor.IsStaff || !changes.ContainsAny(nameof(UserEmail.User)),
                    "Only staff may move an address to another account.",
                    "user"
                )
            );

    public override Decision Delete(Actor actor, UserEmail current) => UserOrStaffOnly(actor, current);

    private static Decision UserOrStaffOnly(Actor actor, UserEmail row) =>
        Decision.AllowIf(actor.IsStaff || actor.IsUser(row.UserId), "These addresses belong to another user.");
}
