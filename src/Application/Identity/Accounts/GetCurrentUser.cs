using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Identity;

/// <summary>Returns the user id of the caller.</summary>
[TokenModule(TokenModule.Account)]
internal sealed record GetCurrentUser : IRequest<long>
{
    internal sealed class Handler(IAuthorization authorization) : IRequestHandler<GetCurrentUser, long>
    {
        public Task<long> Handle(GetCurrentUser request, CancellationToken ct)
        {
            authorization.Require(SignInRequirement.Check(authorization.Actor));
            return Task.FromResult(authorization.Actor.UserId!.Value);
        }
    }
}
