using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Events;

/// <summary>Takes an offer back, as long as nobody has accepted it.</summary>
internal sealed record WithdrawRoleInvite(RoleInvite Row) : ICommand<Unit>
{
    internal sealed class Handler(IData data, IGate gate) : IRequestHandler<WithdrawRoleInvite, Unit>
    {
        private static readonly RoleInvitePolicy Policy = new();

        public Task<Unit> Handle(WithdrawRoleInvite command, CancellationToken ct)
        {
            gate.Require(Policy.Delete(gate.Actor, command.Row));
            if (command.Row.Status == RoleInviteStatus.Accepted)
                throw Refused.Conflict("You cannot delete an accepted role invite.");
            data.Set<RoleInvite>().Remove(command.Row);
            return Unit.Task;
        }
    }
}
