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
        WithIssuedToken("hash", i => i.Hash, (invite, token) => invite.Hash = token, actor => actor.IsStaff, isStoredForRetries: true);
        BelongsTo(i => i.Event).Required().Fixed().Inverse("role-invites", isPrivate: true);
        BelongsTo(i => i.Role).Required().Fixed().DecidedByThisEnd(Roles.UseReason);
        CreatedBy(draft => new CreateRoleInvite(draft.Row));
        Before(WriteOperation.Delete, (invite, _, _, _) =>
            invite.Status == RoleInviteStatus.Accepted
                ? throw RejectedException.Conflict("You cannot delete an accepted role invite.")
                : Task.CompletedTask
        );
    }

    public override Policy<RoleInvite> Policy { get; } = new RoleInvitePolicy();

    public override bool CanDelete => true;

    public override RoleInvite NewRow() => new();

    private protected override RoleInvite Prototype() => new();
}
