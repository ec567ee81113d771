using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Identity;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Events;

/// <summary>Deletes a service account, with its roles. Its tokens end at once.</summary>
[TokenModule(TokenModule.None)]
internal sealed record DeleteServiceAccount(ServiceAccount Row) : ICommand<Unit>
{
    internal sealed class Handler(IData data, IAuthorization authorization, TimeProvider clock)
        : IRequestHandler<DeleteServiceAccount, Unit>
    {
        private static readonly ServiceAccountPolicy Policy = new();

        public async Task<Unit> Handle(DeleteServiceAccount command, CancellationToken ct)
        {
            var account = command.Row;
            var grant = authorization.Require(Policy.Delete(authorization.Actor, account)).Remove(account);
            var user = await data.GetLockedUserAsync(account.UserId, ct);
            grant
                .Trash(user)
                .Change(user, [nameof(User.Email), .. User.TokenMembers])
                .Remove<UsersEventsRole>(r => r.UserId == user.Id)
                .Remove<RoleInvite>(i => i.Email == user.Email);
            var roles = await data.Set<UsersEventsRole>().Where(r => r.UserId == user.Id).ToListAsync(ct);
            var invites = await data.Set<RoleInvite>().Where(i => i.Email == user.Email).ToListAsync(ct);
            data.Set<UsersEventsRole>().RemoveRange(roles);
            data.Set<RoleInvite>().RemoveRange(invites);
            data.Set<ServiceAccount>().Remove(account);
            await data.SaveChangesAsync(ct);
            user.MarkDeleted(clock.GetUtcNow());
            return Unit.Value;
        }
    }
}
