using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Identity;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Events;

/// <summary>Invites to groups and the accepted roles. They can be created and deleted, but not changed.</summary>
internal sealed class UsersGroupsRoles : Resource<UsersGroupsRole>
{
    public UsersGroupsRoles()
    {
        NotListed();
        Attribute(r => r.Accepted).ReadOnly();
        Attribute(r => r.Email).Required().Normalized(EmailAddress.Normalize).Email();
        Computed("token", r => r.Token!);
        BelongsTo(r => r.Group).Required().Fixed().Inverse("roles").DecidedByThisEnd("The policy of the roles asks for the owner.");
        BelongsTo(r => r.Role).Required().Fixed().DecidedByThisEnd(Roles.UseReason);
        BelongsTo(r => r.User).ReadOnly();
        PolicyReads((data, ids, ct) => data.Set<UsersGroupsRole>().Include(r => r.Group).Where(r => ids.Contains(r.Id)).LoadAsync(ct));

        // The token is stored as a hash only. The response to staff who create an invite takes it from the tracked row of the use case.
        WithExtra<string?>(
            data =>
            {
                var created = data.Set<UsersGroupsRole>().Local.FirstOrDefault(r => r.Token is not null);
                var id = created?.Id ?? 0;
                var token = created?.Token ?? "";
                return r => r.Id == id ? token : null;
            },
            (role, token) => role.Token = token,
            actor => actor.IsStaff
        );

        CreatedBy(draft => new CreateGroupInvite(draft.Row));
        DeletedBy(row => new DeleteUsersGroupsRole(row));
    }

    public override Policy<UsersGroupsRole> Policy { get; } = new UsersGroupsRolePolicy();

    public override UsersGroupsRole NewRow() => new();

    private protected override UsersGroupsRole Prototype() => new();
}
