using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Events;

/// <summary>Sends a pending invite again, with a new token and a new expiry time.</summary>
[ReadOnlyForTokens]
internal sealed record ResendRoleInvite(long Id) : ICommand<Unit>
{
    internal sealed class Handler(IData data, IAuthorization authorization, RoleInviteSender sender)
        : IRequestHandler<ResendRoleInvite, Unit>
    {
        private static readonly RoleInvitePolicy Policy = new();

        public async Task<Unit> Handle(ResendRoleInvite command, CancellationToken ct)
        {
            authorization.RequireSignIn(ActorDecisions.OrganizerAccess);
            await data.LockRowAsync<RoleInvite>(command.Id, ct);
            var invite = await data.Set<RoleInvite>()
                .Where(Policy.Visible(authorization.Actor))
                .Include(i => i.Event)
                .Include(i => i.Role)
                .SingleOrDefaultAsync(i => i.Id == command.Id && i.Event.DeletedAt == null, ct)
                ?? throw RejectedException.NotFound("role-invite", $"{command.Id}");
            authorization
                .Require(RoleInvitePolicy.Resend(authorization.Actor, invite))
                .Change(invite, nameof(RoleInvite.TokenHash), nameof(RoleInvite.ExpiresAt));
            if (invite.Status != RoleInviteStatus.Pending)
                throw RejectedException.Conflict("This invite is no longer pending.");
            await sender.EnqueueAsync(invite, ct);
            return Unit.Value;
        }
    }
}
