using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Events;

/// <summary>Takes a role at an event away.</summary>
internal sealed record RemoveUsersEventsRole(UsersEventsRole Row) : ICommand<Unit>
{
    internal sealed class Handler(IData data, IGate gate) : IRequestHandler<RemoveUsersEventsRole, Unit>
    {
        private static readonly UsersEventsRolePolicy Policy = new();

        public Task<Unit> Handle(RemoveUsersEventsRole command, CancellationToken ct)
        {
            gate.Require(Policy.Delete(gate.Actor, command.Row));
            data.Set<UsersEventsRole>().Remove(command.Row);
            return Unit.Task;
        }
    }
}
