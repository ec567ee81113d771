using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Events;

/// <summary>Mails a pending invite again, with a new token and a new term.</summary>
internal sealed record ResendRoleInvite(long Id) : ICommand<Unit>
{
    internal sealed class Handler(IData data, IGate gate, InviteMail mail) : IRequestHandler<ResendRoleInvite, Unit>
    {
        private static readonly RoleInvitePolicy Policy = new();

        public async Task<Unit> Handle(ResendRoleInvite command, CancellationToken ct)
        {
            gate.Require(Decision.When(gate.Actor.IsSignedIn, "Organizer access is required."));
            await data.LockAsync<RoleInvite>(command.Id, ct);
            var invite = await data.Set<RoleInvite>()
                .Where(Policy.Visible(gate.Actor))
                .Include(i => i.Event)
                .Include(i => i.Role)
                .SingleOrDefaultAsync(i => i.Id == command.Id && i.Event.DeletedAt == null, ct)
                ?? throw Refused.Missing("role-invite", $"{command.Id}");
            gate.Require(RoleInvitePolicy.Resend(gate.Actor, invite));
            if (invite.Status != RoleInviteStatus.Pending)
                throw Refused.Conflict("This invite has been answered already.");
            await mail.OrderAsync(invite, ct);
            return Unit.Value;
        }
    }
}
