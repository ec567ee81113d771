using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Events;

/// <summary>Takes a role at an event away.</summary>
internal sealed record RemoveUsersEventsRole(UsersEventsRole Row) : ICommand<UsersEventsRole>
{
    internal sealed class Handler(IData data, IGate gate) : IRequestHandler<RemoveUsersEventsRole, UsersEventsRole>
    {
        private static readonly UsersEventsRolePolicy Policy = new();

        public async Task<UsersEventsRole> Handle(RemoveUsersEventsRole command, CancellationToken ct)
        {
            command.Row.Role = await data.Set<Role>().SingleAsync(r => r.Id == command.Row.RoleId, ct);
            gate.Require(Policy.Delete(gate.Actor, command.Row));
            data.Set<UsersEventsRole>().Remove(command.Row);
            return command.Row;
        }
    }
}
