using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Events;

/// <summary>Sends an invite to a group again, with a new token and a new expiry time.</summary>
[ReadOnlyForTokens]
internal sealed record ResendGroupInvite(long Id) : ICommand<Unit>
{
    internal sealed class Handler(IData data, IAuthorization authorization, GroupInviteSender sender)
        : IRequestHandler<ResendGroupInvite, Unit>
    {
        private static readonly UsersGroupsRolePolicy Policy = new();

        public async Task<Unit> Handle(ResendGroupInvite command, CancellationToken ct)
        {
            authorization.RequireSignIn("Only the owner of the group may send its invites.");
            await data.LockRowAsync<UsersGroupsRole>(command.Id, ct);
            var invite = await data.Set<UsersGroupsRole>()
                .Where(Policy.Visible(authorization.Actor))
                .Include(r => r.Group)
                .Include(r => r.Role)
                .SingleOrDefaultAsync(r => r.Id == command.Id, ct)
                ?? throw RejectedException.NotFound("users-groups-role", $"{command.Id}");
            authorization
                .Require(UsersGroupsRolePolicy.Resend(authorization.Actor, invite))
                .Change(invite, nameof(UsersGroupsRole.TokenHash), nameof(UsersGroupsRole.ExpiresAt));
            if (invite.Accepted)
                throw RejectedException.Conflict("This invite has been accepted.");
            await sender.EnqueueAsync(invite, ct);
            return Unit.Value;
        }
    }
}
