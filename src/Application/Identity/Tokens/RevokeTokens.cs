using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Identity;

/// <summary>Revokes all tokens of the caller, including the current one, by raising the token epoch of the account.</summary>
internal sealed record RevokeTokens : ICommand<Unit>
{
    internal sealed class Handler(IData data, IAuthorization authorization) : IRequestHandler<RevokeTokens, Unit>
    {
        public async Task<Unit> Handle(RevokeTokens command, CancellationToken ct)
        {
            var grant = authorization.Require(SignInRequirement.Check(authorization.Actor));
            var user = await data.GetLockedUserAsync(authorization.Actor.UserId!.Value, ct);
            grant.Change(user, User.TokenMembers);
            user.RevokeTokens();
            return Unit.Value;
        }
    }
}
