using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Events;

/// <summary>Offers a role at an event to an address, by mail.</summary>
/// <param name="Draft">Not saved; its keys and address are set.</param>
internal sealed record CreateRoleInvite(RoleInvite Draft) : ICommand<RoleInvite>
{
    internal sealed class Handler(IData data, IAuthorization authorization, InviteEmailSender inviteEmail, TimeProvider clock)
        : IRequestHandler<CreateRoleInvite, RoleInvite>
    {
        private static readonly RoleInvitePolicy Policy = new();

        public async Task<RoleInvite> Handle(CreateRoleInvite command, CancellationToken ct)
        {
            var invite = command.Draft;
            var role = await data.Set<Role>().SingleOrDefaultAsync(r => r.Id == invite.RoleId, ct)
                ?? throw RejectedException.Invalid("An invite offers a role.", "/data/relationships/role");
            invite.Role = role;
            authorization.Require(Policy.Create(authorization.Actor, invite));

            invite.Email = EmailAddress.Normalize(invite.Email);
            RequireConsistent(invite, role);
            invite.Event = await data.Set<Event>().SingleOrDefaultAsync(e => e.Id == invite.EventId && e.DeletedAt == null, ct)
                ?? throw RejectedException.NotFound("event", $"{invite.EventId}", "/data/relationships/event");
            await data.LockRowAsync<Event>(invite.EventId, ct);
            await RequireRoleNotHeld(invite, ct);
            await DeleteSupersededInvites(invite, ct);

            invite.RoleName = role.Name;
            invite.Status = RoleInviteStatus.Pending;
            data.Set<RoleInvite>().Add(invite);
            await inviteEmail.EnqueueAsync(invite, ct);
            return invite;
        }

        private static void RequireConsistent(RoleInvite invite, Role role)
        {
            if (!EmailAddress.IsValid(invite.Email))
                throw RejectedException.Invalid("Not a valid email address.", "/data/attributes/email");
            if (invite.RoleName is { Length: > 0 } name && name != role.Name)
                throw RejectedException.Invalid($"The role that is linked is {role.Name}, not {name}.", "/data/attributes/role-name");
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
                throw RejectedException.Conflict("This user has the role already.", "/data/attributes/email");
        }

        /// <summary>What has run out gives way, and a pending offer of the ownership gives way to a new one: two of them could both be accepted.</summary>
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
                throw RejectedException.Conflict("This address has a pending invite for the event already.", "/data/attributes/email");
            var ids = pending.ConvertAll(i => i.Id);
            await data.Set<RoleInvite>().Where(i => ids.Contains(i.Id)).ExecuteDeleteAsync(ct);
        }
    }
}
