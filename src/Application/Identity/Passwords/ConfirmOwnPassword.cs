using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Identity;

/// <summary>
/// Verifies the caller's password before the transaction of a request that needs it. Without a caller it does nothing, and the use case
/// rejects the request.
/// </summary>
internal sealed record ConfirmOwnPassword(string Password) : IRequest<Unit>
{
    internal sealed class Handler(IData data, IAuthorization authorization, PasswordConfirmation passwordConfirmation, Preflight preflight)
        : IRequestHandler<ConfirmOwnPassword, Unit>
    {
        public async Task<Unit> Handle(ConfirmOwnPassword request, CancellationToken ct)
        {
            if (authorization.Actor.UserId is not { } userId || request.Password.Length == 0)
                return Unit.Value;
            var hash = await data.Set<User>().Where(u => u.Id == userId).Select(u => u.PasswordHash).SingleAsync(ct);
            var isRight = await passwordConfirmation.VerifyAsync(userId, hash, request.Password, ct);
            preflight.Set(new ConfirmedPassword(userId, hash, isRight));
            return Unit.Value;
        }
    }
}
