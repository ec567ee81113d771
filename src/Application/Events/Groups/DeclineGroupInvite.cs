using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Events;

/// <summary>Declines an invite to a group: it is removed, as when the invitee deletes it. See <see cref="DeclineRoleInvite"/>.</summary>
internal sealed record DeclineGroupInvite(string Token) : ICommand<Unit>
{
    internal sealed class Handler(IData data, IAuthorization authorization, TimeProvider clock) : IRequestHandler<DeclineGroupInvite, Unit>
    {
        public async Task<Unit> Handle(DeclineGroupInvite command, CancellationToken ct)
        {
            var grant = authorization.AllowAnyone(); // The secret token decides.
            var found = await data.FindGroupInviteAsync(command.Token, ct) ?? throw InviteRejections.NotFound("group invite");
            await data.LockRowAsync<UsersGroupsRole>(found.Id, ct);
            data.ClearTracking();
            var invite = await data.FindGroupInviteAsync(command.Token, ct);
            if (invite is null || !invite.IsOpen(clock.GetUtcNow()))
                throw InviteRejections.NotFound("group invite");
            grant.Remove(invite);
            data.Set<UsersGroupsRole>().Remove(invite);
            return Unit.Value;
        }
    }
}
