using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Events;

/// <summary>Revokes an invite to a group, or takes the role away from an organizer. Their rights end at once.</summary>
internal sealed record DeleteUsersGroupsRole(UsersGroupsRole Row) : ICommand<Unit>
{
    internal sealed class Handler(IData data, IAuthorization authorization) : IRequestHandler<DeleteUsersGroupsRole, Unit>
    {
        private static readonly UsersGroupsRolePolicy Policy = new();

        public Task<Unit> Handle(DeleteUsersGroupsRole command, CancellationToken ct)
        {
            authorization.Require(Policy.Delete(authorization.Actor, command.Row)).Remove(command.Row);
            data.Set<UsersGroupsRole>().Remove(command.Row);
            return Unit.Task;
        }
    }
}
