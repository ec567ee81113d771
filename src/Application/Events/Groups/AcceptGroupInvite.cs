using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Identity;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Events;

/// <summary>Gives the invited user the role in the group. The token works once, and only until it expires.</summary>
[ReadOnlyForTokens]
internal sealed record AcceptGroupInvite(string Token) : ICommand<AcceptGroupInvite.Result>
{
    internal sealed record Result(string Email, long Group, string? Name, string Role);

    internal sealed class Handler(IData data, IAuthorization authorization, TimeProvider clock) : IRequestHandler<AcceptGroupInvite, Result>
    {
        public async Task<Result> Handle(AcceptGroupInvite command, CancellationToken ct)
        {
            authorization.RequireSignIn("Sign in with the account of the invited e-mail address to accept this invite.");
            var hash = EmailedToken.ComputeHash(command.Token);
            var id = await data.Set<UsersGroupsRole>().Where(r => r.TokenHash == hash).Select(r => r.Id).SingleOrDefaultAsync(ct);
            // Locks the invite, so that it cannot be accepted twice at the same time.
            await data.LockRowAsync<UsersGroupsRole>(id, ct);
            var invite = await data.Set<UsersGroupsRole>()
                .Include(r => r.Group)
                .Include(r => r.Role)
                .SingleOrDefaultAsync(r => r.Id == id && r.TokenHash == hash && r.Group.DeletedAt == null, ct)
                ?? throw InviteRejections.NotFound("group invite");
            authorization
                .Require(UsersGroupsRolePolicy.Accept(authorization.Actor, invite))
                .Change(invite, nameof(UsersGroupsRole.Accepted), nameof(UsersGroupsRole.UserId));
            if (invite.Accepted)
                throw RejectedException.Conflict("This invite has been accepted already.", "/data/token");
            if (!invite.IsOpen(clock.GetUtcNow()))
                throw InviteRejections.NotFound("group invite");
            var user = await data.Set<User>().SingleOrDefaultAsync(u => u.Email == invite.Email && u.DeletedAt == null, ct)
                ?? throw RejectedException.NotFound("account", $"for {invite.Email}. Register first", "/data/token");
            invite.Accepted = true;
            invite.UserId = user.Id;
            return new Result(user.Email, invite.GroupId, user.FullName, invite.Role.Name);
        }
    }
}
