using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Events;

/// <summary>Removes the role of a user at an event.</summary>
[ReadOnlyForTokens]
internal sealed record DeleteUsersEventsRole(UsersEventsRole Row) : ICommand<Unit>
{
    internal sealed class Handler(IData data, IAuthorization authorization) : IRequestHandler<DeleteUsersEventsRole, Unit>
    {
        private static readonly UsersEventsRolePolicy Policy = new();

        public async Task<Unit> Handle(DeleteUsersEventsRole command, CancellationToken ct)
        {
            authorization.Require(Policy.Delete(authorization.Actor, command.Row)).Remove(command.Row);
            await data.RequirePersonAsync(command.Row, ct);
            data.Set<UsersEventsRole>().Remove(command.Row);
            return Unit.Value;
        }
    }
}
