using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Events;

/// <summary>Offers a role at an event to an address, by mail.</summary>
/// <param name="Draft">Not saved; its keys and address are set.</param>
internal sealed record InviteToRole(RoleInvite Draft) : ICommand<RoleInvite>
{
    internal sealed class Handler(IData data, IGate gate, InviteMail mail, TimeProvider clock) : IRequestHandler<InviteToRole, RoleInvite>
    {
        private static readonly RoleInvitePolicy Policy = new();

        public async Task<RoleInvite> Handle(InviteToRole command, CancellationToken ct)
        {
            var invite = command.Draft;
            var role = await data.Set<Role>().SingleOrDefaultAsync(r => r.Id == invite.RoleId, ct)
                ?? throw Refused.Invalid("An invite offers a role.", "/data/relationships/role");
            invite.Role = role;
            gate.Require(Policy.Create(gate.Actor, invite));

            invite.Email = EmailAddress.Normal(invite.Email);
            RequireConsistent(invite, role);
            invite.Event = await data.Set<Event>().SingleOrDefaultAsync(e => e.Id == invite.EventId && e.DeletedAt == null, ct)
                ?? throw Refused.Missing("event", $"{invite.EventId}", "/data/relationships/event");
            await data.LockAsync<Event>(invite.EventId, ct);
            await RequireNotHeld(invite, ct);
            await MakeRoom(invite, ct);

            invite.RoleName = role.Name;
            invite.Status = RoleInviteStatus.Pending;
            data.Set<RoleInvite>().Add(invite);
            await mail.OrderAsync(invite, ct);
            return invite;
        }

        private static void RequireConsistent(RoleInvite invite, Role role)
        {
            if (!EmailAddress.IsOne(invite.Email))
                throw Refused.Invalid("Not a valid email address.", "/data/attributes/email");
            if (invite.RoleName is { Length: > 0 } name && name != role.Name)
                throw Refused.Invalid($"The role that is linked is {role.Name}, not {name}.", "/data/attributes/role-name");
        }

        private async Task RequireNotHeld(RoleInvite invite, CancellationToken ct)
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
                throw Refused.Conflict("This user has the role already.", "/data/attributes/email");
        }

        /// <summary>What has run out gives way, and a pending offer of the ownership gives way to a new one: two of them could both be accepted.</summary>
        private async Task MakeRoom(RoleInvite invite, CancellationToken ct)
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
                throw Refused.Conflict("This address has a pending invite for the event already.", "/data/attributes/email");
            var ids = pending.ConvertAll(i => i.Id);
            await data.Set<RoleInvite>().Where(i => ids.Contains(i.Id)).ExecuteDeleteAsync(ct);
        }
    }
}
