using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Identity;

/// <summary>Verifies the caller's old password before the transaction of <see cref="ChangePassword"/>.</summary>
internal sealed record ConfirmPassword(string Password) : IRequest<Unit>
{
    internal sealed class Handler(IData data, IAuthorization authorization, PasswordConfirmation passwordConfirmation, Preflight preflight)
        : IRequestHandler<ConfirmPassword, Unit>
    {
        public async Task<Unit> Handle(ConfirmPassword request, CancellationToken ct)
        {
            authorization.Require(SignInRequirement.Check(authorization.Actor));
            SignInRequirement.RequireFresh(authorization.Actor);
            var userId = authorization.Actor.UserId!.Value;
            var hash = await data.Set<User>().Where(u => u.Id == userId).Select(u => u.PasswordHash).SingleAsync(ct);
            var isRight = await passwordConfirmation.VerifyAsync(userId, hash, request.Password, ct);
            preflight.Set(new ConfirmedPassword(userId, hash, isRight));
            return Unit.Value;
        }
    }
}
