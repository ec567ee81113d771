using OpenEvent.Application.Identity;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Events;

/// <summary>Invites to roles at events. They can be created and revoked, but not changed.</summary>
internal sealed class RoleInvites : Resource<RoleInvite>
{
    public RoleInvites()
    {
        NotListed();
        Attribute(i => i.Email).Required().Normalized(EmailAddress.Normalize).Email();
        Attribute(i => i.RoleName).OneOf([.. Role.BuiltIn.Keys]);
        Attribute(i => i.Status).ReadOnly();
        Attribute(i => i.CreatedAt).ReadOnly();
        Computed("hash", i => i.Hash!);
        BelongsTo(i => i.Event).Required().Fixed().Inverse("role-invites", isPrivate: true);
        BelongsTo(i => i.Role).Required().Fixed().DecidedByThisEnd(Roles.UseReason);

        // The token is stored as a hash only. The response to staff who create an invite takes it from the tracked row of the use case.
        WithExtra<string?>(
            data =>
            {
                var created = data.Set<RoleInvite>().Local.FirstOrDefault(i => i.Hash is not null);
                var id = created?.Id ?? 0;
                var token = created?.Hash ?? "";
                return i => i.Id == id ? token : null;
            },
            (invite, token) => invite.Hash = token,
            actor => actor.IsStaff
        );

        CreatedBy(draft => new CreateRoleInvite(draft.Row));
        DeletedBy(row => new RevokeRoleInvite(row));
    }

    public override Policy<RoleInvite> Policy { get; } = new RoleInvitePolicy();

    public override RoleInvite NewRow() => new();

    private protected override RoleInvite Prototype() => new();
}
