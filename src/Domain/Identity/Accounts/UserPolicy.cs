using System.Linq.Expressions;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Identity;

/// <summary>
/// Users and staff see and change an account. Its public attributes are visible to event teams that the user has a role in, and to anyone
/// if the profile is public. Event teams also see the contact data of their buyers, where an order names them. Nobody can extend their own
/// permissions.
/// </summary>
public sealed class UserPolicy : Policy<User>
{
    private const string ServiceAccountReason =
        "A service account cannot be changed as a user. Create or delete it at /v1/service-accounts.";

    protected override Expression<Func<User, bool>> VisibleCore(Actor actor)
    {
        if (actor.IsStaff)
            return _ => true;
        var userId = actor.UserId;
        var teammateIds = actor.TeammateIds;
        if (actor.ContactIds is { Length: > 0 } contactIds)
            return u =>
                u.Id == userId
                || teammateIds.Contains(u.Id)
                || contactIds.Contains(u.Id)
                || (u.IsProfilePublic && !u.IsBlocked && u.DeletedAt == null);
        return u => u.Id == userId || teammateIds.Contains(u.Id) || (u.IsProfilePublic && !u.IsBlocked && u.DeletedAt == null);
    }

    protected override Decision ListCore(Actor actor) => Decision.AllowIf(actor.IsStaff, "Only staff may list the users.");

    protected override bool CanSeePrivateCore(Actor actor, User row) => actor.IsStaff || actor.IsUser(row.Id);

    protected override Expression<Func<User, bool>>? PrivateToCore(Actor actor) =>
        actor switch
        {
            { IsStaff: true } => _ => true,
            { UserId: { } userId } => x => x.Id == userId,
            _ => null,
        };

    /// <summary>Anyone may register an account without special permissions. The use case rejects <c>is-verified</c> with 422.</summary>
    protected override Decision CreateCore(Actor actor, User draft) =>
        draft switch
        {
            { IsSuperAdmin: true } => MaySetFlag(actor, nameof(User.IsSuperAdmin)),
            { IsAdmin: true } => MaySetFlag(actor, nameof(User.IsAdmin)),
            { IsSalesAdmin: true } => MaySetFlag(actor, nameof(User.IsSalesAdmin)),
            { IsMarketer: true } => MaySetFlag(actor, nameof(User.IsMarketer)),
            { IsBlocked: true } => MaySetFlag(actor, nameof(User.IsBlocked)),
            _ => Decision.Allow,
        };

    protected override Decision UpdateCore(Actor actor, User current, Changes<User> changes) =>
        MayModify(actor, current, "change").And(() => MaySetFlags(actor, current, changes));

    protected override Decision DeleteCore(Actor actor, User current) =>
        MayModify(actor, current, "delete")
            .And(() =>
                Decision.AllowIf(!(actor.IsUser(current.Id) && current.IsSuperAdmin), "A super admin cannot delete their own account.")
            );

    public static Decision Restore(Actor actor, User current) =>
        Decision
            .AllowIf(actor.IsStaff, "Only staff may restore accounts.")
            .And(() => MayModify(actor, current, "restore"))
            .And(() => Decision.AllowIf(!current.IsErased, "The account was erased. That cannot be undone."));

    /// <summary>Staff may not: the rights of staff are not rights on a private archive.</summary>
    public static Decision ExportPersonalData(Actor actor, User current) =>
        Decision.AllowIf(actor.IsUser(current.Id), "Only the user themself may export their personal data.");

    /// <summary>Super admins carry out requests that came by mail. An admin may not, because nobody can undo it.</summary>
    public static Decision Erase(Actor actor, User current) =>
        actor switch
        {
            _ when current.IsServiceAccount => Decision.Deny("A service account is no person. Delete it at /v1/service-accounts."),
            { IsSuperAdmin: true } when actor.IsUser(current.Id) => Decision.Deny("A super admin cannot erase their own account."),
            { IsSuperAdmin: true } => Decision.Allow,
            _ => Decision.AllowIf(actor.IsUser(current.Id), "Only the user themself and super admins may erase an account."),
        };

    private static Decision MayModify(Actor actor, User target, string verb) =>
        actor switch
        {
            _ when target.IsServiceAccount => Decision.Deny(ServiceAccountReason),
            _ when actor.IsUser(target.Id) => Decision.Allow,
            { IsStaff: false } => Decision.Deny($"You may {verb} only your own account."),
            { IsSuperAdmin: false } when target.IsStaff => Decision.Deny($"Only a super admin may {verb} the account of an admin."),
            _ => Decision.Allow,
        };

    private static Decision MaySetFlags(Actor actor, User current, Changes<User> changes)
    {
        if (changes.ContainsAny(nameof(User.IsBlocked)) && actor.IsUser(current.Id))
            return Decision.Deny("You cannot block or unblock your own account.", "is-blocked");
        foreach (
            var flag in (ReadOnlySpan<string>)
                [
                    nameof(User.IsSuperAdmin),
                    nameof(User.IsAdmin),
                    nameof(User.IsVerified),
                    nameof(User.IsBlocked),
                    nameof(User.IsSalesAdmin),
                    nameof(User.IsMarketer),
                ]
        )
        {
            if (changes.ContainsAny(flag) && MaySetFlag(actor, flag) is { IsAllowed: false } denial)
                return denial;
        }

        return Decision.Allow;
    }

    private static Decision MaySetFlag(Actor actor, string flag) =>
        flag switch
        {
            nameof(User.IsSuperAdmin) => Decision.Deny("The super admin role cannot be changed through the API.", "is-super-admin"),
            nameof(User.IsAdmin) => Decision.AllowIf(actor.IsSuperAdmin, "Only a super admin may appoint or dismiss an admin.", "is-admin"),
            nameof(User.IsVerified) => Decision.AllowIf(actor.IsStaff, "Only staff may change whether a user is verified.", "is-verified"),
            nameof(User.IsBlocked) => Decision.AllowIf(actor.IsStaff, "Only staff may block or unblock a user.", "is-blocked"),
            nameof(User.IsSalesAdmin) => Decision.AllowIf(
                actor.IsStaff,
                "Only staff may appoint or dismiss a sales admin.",
                "is-sales-admin"
            ),
            _ => Decision.AllowIf(actor.IsStaff, "Only staff may appoint or dismiss a marketer.", "is-marketer"),
        };
}
