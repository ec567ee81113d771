using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Events;

/// <summary>
/// Declines an invite to an event's team. The bearer of the token has read the e-mail, and declining gives no right, so it needs no
/// account.
/// </summary>
internal sealed record DeclineRoleInvite(string Token) : ICommand<Unit>
{
    internal sealed class Handler(IData data, IAuthorization authorization, TimeProvider clock) : IRequestHandler<DeclineRoleInvite, Unit>
    {
        public async Task<Unit> Handle(DeclineRoleInvite command, CancellationToken ct)
        {
            var grant = authorization.AllowAnyone(); // The secret token decides.
            var found = await data.FindInviteAsync(command.Token, ct) ?? throw InviteRejections.NotFound("role invite");
            // Locks the event as accepting does, so that an invite is not accepted and declined at the same time.
            await data.LockRowAsync<Event>(found.EventId, ct);
            data.ClearTracking();
            var invite = await data.FindInviteAsync(command.Token, ct);
            if (invite is null || !invite.IsOpen(clock.GetUtcNow()))
                throw InviteRejections.NotFound("role invite");
            grant.Change(invite, nameof(RoleInvite.Status));
            invite.Status = RoleInviteStatus.Declined;
            return Unit.Value;
        }
    }
}
