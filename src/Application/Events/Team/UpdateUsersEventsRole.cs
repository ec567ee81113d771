using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Events;

/// <summary>Gives a member of the event team another role. The owner role is only given by an invite.</summary>
[ReadOnlyForTokens]
internal sealed record UpdateUsersEventsRole(UsersEventsRole Row, Changes<UsersEventsRole> Changes) : ICommand<UsersEventsRole>
{
    internal sealed class Handler(IData data, IAuthorization authorization) : IRequestHandler<UpdateUsersEventsRole, UsersEventsRole>
    {
        private static readonly UsersEventsRolePolicy Policy = new();

        public async Task<UsersEventsRole> Handle(UpdateUsersEventsRole command, CancellationToken ct)
        {
            var row = command.Row;
            var changes = command.Changes;
            authorization.Require(Policy.Update(authorization.Actor, row, changes)).Change(row, changes);
            if (!changes.TryGet<long?>(nameof(UsersEventsRole.Role), out var roleId))
                return row;

            await data.RequirePersonAsync(row, ct);
            var role = await data.Set<Role>().SingleOrDefaultAsync(r => r.Id == roleId, ct)
                ?? throw RejectedException.NotFound("role", $"{roleId}", "/data/relationships/role");
            if (
                await data.Set<UsersEventsRole>()
                    .AnyAsync(r => r.EventId == row.EventId && r.UserId == row.UserId && r.RoleId == role.Id && r.Id != row.Id, ct)
            )
                throw RejectedException.Conflict("This user already has this role.", "/data/relationships/role");
            row.Role = role;
            row.RoleId = role.Id;
            return row;
        }
    }
}
