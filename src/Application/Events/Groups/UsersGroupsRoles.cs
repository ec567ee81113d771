using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Identity;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Events;

/// <summary>Invites to groups and the accepted roles. They can be created and deleted, but not changed.</summary>
internal sealed class UsersGroupsRoles : Resource<UsersGroupsRole>
{
    public UsersGroupsRoles()
    {
        NotListed();
        Attribute(r => r.Accepted).ReadOnly();
        Attribute(r => r.Email).Required().Normalized(EmailAddress.Normalize).Email();
        WithIssuedToken("token", r => r.Token, (role, token) => role.Token = token, actor => actor.IsStaff, isStoredForRetries: true);
        BelongsTo(r => r.Group).Required().Fixed().Inverse("roles").DecidedByThisEnd("The policy of the roles asks for the owner.");
        BelongsTo(r => r.Role).Required().Fixed().DecidedByThisEnd(Roles.UseReason);
        BelongsTo(r => r.User).ReadOnly();
        PolicyReads((data, ids, ct) => data.Set<UsersGroupsRole>().Include(r => r.Group).Where(r => ids.Contains(r.Id)).LoadAsync(ct));
        CreatedBy(draft => new CreateGroupInvite(draft.Row));
    }

    public override Policy<UsersGroupsRole> Policy { get; } = new UsersGroupsRolePolicy();

    public override bool CanDelete => true;

    public override UsersGroupsRole NewRow() => new();

    private protected override UsersGroupsRole Prototype() => new();
}
