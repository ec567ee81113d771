using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Identity;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Events;

/// <summary>Invites an e-mail address to organize a group. An expired invite of the address is replaced.</summary>
/// <param name="Draft">Not saved yet. Its group id, role id and e-mail address are set.</param>
[ReadOnlyForTokens]
internal sealed record CreateGroupInvite(UsersGroupsRole Draft) : ICommand<UsersGroupsRole>
{
    internal sealed class Rules : AbstractValidator<CreateGroupInvite>
    {
        public Rules() => RuleFor(c => c.Draft.Email).IsEmailAddress().At("/data/attributes/email");
    }

    internal sealed class Handler(IData data, IAuthorization authorization, GroupInviteSender sender, TimeProvider clock)
        : IRequestHandler<CreateGroupInvite, UsersGroupsRole>
    {
        private static readonly UsersGroupsRolePolicy Policy = new();

        public async Task<UsersGroupsRole> Handle(CreateGroupInvite command, CancellationToken ct)
        {
            var invite = command.Draft;
            authorization.RequireSignIn("Only the owner of the group may invite organizers.");
            await data.LockRowAsync<Group>(invite.GroupId, ct);
            invite.Group = await data.Set<Group>().SingleOrDefaultAsync(g => g.Id == invite.GroupId && g.DeletedAt == null, ct)
                ?? throw RejectedException.NotFound("group", $"{invite.GroupId}", "/data/relationships/group/data");
            var grant = authorization.Require(Policy.Create(authorization.Actor, invite)).Create(invite);
            invite.Role = await data.Set<Role>().SingleAsync(r => r.Id == invite.RoleId, ct);
            invite.Email = EmailAddress.Normalize(invite.Email);
            await ReplaceExpiredAsync(invite, grant, ct);
            await sender.EnqueueAsync(invite, ct);
            data.Set<UsersGroupsRole>().Add(invite);
            return invite;
        }

        private async Task ReplaceExpiredAsync(UsersGroupsRole invite, Grant grant, CancellationToken ct)
        {
            var earlier = await data.Set<UsersGroupsRole>()
                .Where(r => r.GroupId == invite.GroupId && r.RoleId == invite.RoleId)
                .Where(r => r.Email == invite.Email || (r.User != null && r.User.Email == invite.Email && r.User.DeletedAt == null))
                .ToListAsync(ct);
            if (earlier.Exists(r => r.Accepted))
                throw RejectedException.Conflict("This user already organizes the group.", "/data/attributes/email");
            if (earlier.Exists(r => r.IsOpen(clock.GetUtcNow())))
                throw RejectedException.Conflict(
                    "This address already has a pending invite to this group. Resend it instead.",
                    "/data/attributes/email"
                );
            foreach (var expired in earlier)
            {
                grant.Remove(expired);
                data.Set<UsersGroupsRole>().Remove(expired);
            }

            await data.SaveChangesAsync(ct);
        }
    }
}
