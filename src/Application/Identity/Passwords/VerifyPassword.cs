using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Identity;

/// <summary>Returns whether this is the caller's password.</summary>
internal sealed record VerifyPassword(string Password) : IRequest<bool>
{
    internal sealed class Handler(IData data, IAuthorization authorization, PasswordConfirmation passwordConfirmation)
        : IRequestHandler<VerifyPassword, bool>
    {
        public async Task<bool> Handle(VerifyPassword request, CancellationToken ct)
        {
            authorization.Require(SignInRequirement.Check(authorization.Actor));
            var userId = authorization.Actor.UserId!.Value;
            var hash = await data.Set<User>().Where(u => u.Id == userId).Select(u => u.PasswordHash).SingleAsync(ct);
            return await passwordConfirmation.VerifyAsync(userId, hash, request.Password, ct);
        }
    }
}
