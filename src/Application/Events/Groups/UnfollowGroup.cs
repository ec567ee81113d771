using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Events;

/// <summary>The actor stops following a group. It changes nothing if they do not follow it.</summary>
internal sealed record UnfollowGroup(long GroupId) : ICommand<Unit>
{
    internal sealed class Handler(IData data, IAuthorization authorization) : IRequestHandler<UnfollowGroup, Unit>
    {
        private static readonly UserFollowGroupPolicy Policy = new();

        public async Task<Unit> Handle(UnfollowGroup command, CancellationToken ct)
        {
            authorization.RequireSignIn("Sign in to stop following a group.");
            var userId = authorization.Actor.UserId;
            var follow = await data.Set<UserFollowGroup>()
                .SingleOrDefaultAsync(f => f.GroupId == command.GroupId && f.UserId == userId, ct);
            if (follow is null)
            {
                authorization.AllowAnyone();
                return Unit.Value;
            }

            authorization.Require(Policy.Delete(authorization.Actor, follow)).Remove(follow);
            data.Set<UserFollowGroup>().Remove(follow);
            return Unit.Value;
        }
    }
}
