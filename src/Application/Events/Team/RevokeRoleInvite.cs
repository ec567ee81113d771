using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Events;

/// <summary>Revokes an invite that has not been accepted.</summary>
internal sealed record RevokeRoleInvite(RoleInvite Row) : ICommand<Unit>
{
    internal sealed class Handler(IData data, IAuthorization authorization) : IRequestHandler<RevokeRoleInvite, Unit>
    {
        private static readonly RoleInvitePolicy Policy = new();

        public Task<Unit> Handle(RevokeRoleInvite command, CancellationToken ct)
        {
            authorization.Require(Policy.Delete(authorization.Actor, command.Row)).Remove(command.Row);
            if (command.Row.Status == RoleInviteStatus.Accepted)
                throw RejectedException.Conflict("You cannot delete an accepted role invite.");
            data.Set<RoleInvite>().Remove(command.Row);
            return Unit.Task;
        }
    }
}
