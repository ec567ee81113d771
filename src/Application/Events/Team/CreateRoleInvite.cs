using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Identity;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Events;

/// <summary>Invites an e-mail address to a role at an event.</summary>
/// <param name="Draft">Not saved yet. Its event id, role id and e-mail address are set.</param>
[ReadOnlyForTokens]
internal sealed record CreateRoleInvite(RoleInvite Draft) : ICommand<RoleInvite>
{
    internal sealed class Rules : AbstractValidator<CreateRoleInvite>
    {
        public Rules() => RuleFor(c => c.Draft.Email).IsEmailAddress().At("/data/attributes/email");
    }

    internal sealed class Handler(IData data, IAuthorization authorization, RoleInviteSender sender, TimeProvider clock)
        : IRequestHandler<CreateRoleInvite, RoleInvite>
    {
        private static readonly RoleInvitePolicy Policy = new();

        public async Task<RoleInvite> Handle(CreateRoleInvite command, CancellationToken ct)
        {
            var invite = command.Draft;
            invite.Email = EmailAddress.Normalize(invite.Email); // The policy compares it.
            authorization.Require(Policy.Create(authorization.Actor, invite)).Create(invite).Run(DirectWrites.ReplaceInvites);
            var role = await data.Set<Role>().SingleOrDefaultAsync(r => r.Id == invite.RoleId, ct)
                ?? throw RejectedException.Invalid("The role of an invite is required.", "/data/relationships/role");
            invite.Role = role;

            RequireConsistent(invite, role);
            invite.Event = await data.Set<Event>().SingleOrDefaultAsync(e => e.Id == invite.EventId && e.DeletedAt == null, ct)
                ?? throw RejectedException.NotFound("event", $"{invite.EventId}", "/data/relationships/event");
            await data.LockRowAsync<Event>(invite.EventId, ct);
            await RequireRoleNotHeld(invite, ct);
            await DeleteSupersededInvites(invite, ct);

            invite.RoleName = role.Name;
            invite.Status = RoleInviteStatus.Pending;
            data.Set<RoleInvite>().Add(invite);
            await sender.EnqueueAsync(invite, ct);
            return invite;
        }

        private static void RequireConsistent(RoleInvite invite, Role role)
        {
            if (invite.RoleName is { Length: > 0 } name && name != role.Name)
                throw RejectedException.Invalid(
                    $"The role-name {name} does not match the linked role {role.Name}.",
                    "/data/attributes/role-name"
                );
        }

        private async Task RequireRoleNotHeld(RoleInvite invite, CancellationToken ct)
        {
            var held = await data.Set<UsersEventsRole>()
                .AnyAsync(
                    r =>
                        r.EventId == invite.EventId
                        && r.RoleId == invite.RoleId
                        && r.User.Email == invite.Email
                        && r.User.DeletedAt == null,
                    ct
                );
            if (held)
                throw RejectedException.Conflict("This user already has this role.", "/data/attributes/email");
        }

        /// <summary>
        /// Deletes expired invites for this address. A new owner invite also deletes pending owner invites, because two of them could both
        /// be accepted.
        /// </summary>
        private async Task DeleteSupersededInvites(RoleInvite invite, CancellationToken ct)
        {
            var now = clock.GetUtcNow();
            var pending = await data.Set<RoleInvite>()
                .Where(i =>
                    i.EventId == invite.EventId
                    && i.Status == RoleInviteStatus.Pending
                    && (i.Email == invite.Email || (i.RoleId == Role.OwnerId && invite.RoleId == Role.OwnerId))
                )
                .ToListAsync(ct);
            if (pending.Any(i => i.IsOpen(now) && i.Email == invite.Email && i.RoleId != Role.OwnerId))
                throw RejectedException.Conflict("This address already has a pending invite for this event.", "/data/attributes/email");
            var ids = pending.ConvertAll(i => i.Id);
            await data.DeleteAsync(DirectWrites.ReplaceInvites, data.Set<RoleInvite>().Where(i => ids.Contains(i.Id)), ct);
        }
    }
}
