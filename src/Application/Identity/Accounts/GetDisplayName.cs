using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Identity;

/// <summary>Returns the name of the caller, or their e-mail address if they have no name.</summary>
[TokenModule(TokenModule.Account)]
internal sealed record GetDisplayName : IRequest<string>
{
    internal sealed class Handler(IData data, IAuthorization authorization) : IRequestHandler<GetDisplayName, string>
    {
        public async Task<string> Handle(GetDisplayName request, CancellationToken ct)
        {
            authorization.Require(SignInRequirement.Check(authorization.Actor));
            var userId = authorization.Actor.UserId!.Value;
            var user = await data.Set<User>()
                .AsNoTracking()
                .Where(u => u.Id == userId)
                .Select(u => new
                {
                    u.FirstName,
                    u.LastName,
                    u.Email,
                })
                .SingleAsync(ct);
            return $"{user.FirstName} {user.LastName}".Trim() is { Length: > 0 } name ? name : user.Email;
        }
    }
}
