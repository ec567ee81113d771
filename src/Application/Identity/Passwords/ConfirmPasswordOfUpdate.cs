using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Identity;

/// <summary>
/// Verifies the password in a PATCH of an account, before its transaction. Without a password in the document it does nothing; for an
/// account that the caller cannot change it does nothing, and <see cref="UpdateUser"/> rejects the request.
/// </summary>
internal sealed record ConfirmPasswordOfUpdate(ResourceKey Key, string? Password) : IRequest<Unit>
{
    internal sealed class Handler(
        IData data,
        IAuthorization authorization,
        ResourceCatalog catalog,
        PasswordConfirmation passwordConfirmation,
        Preflight preflight
    ) : IRequestHandler<ConfirmPasswordOfUpdate, Unit>
    {
        public async Task<Unit> Handle(ConfirmPasswordOfUpdate request, CancellationToken ct)
        {
            var actor = authorization.Actor;
            if (!actor.IsSignedIn || string.IsNullOrEmpty(request.Password))
                return Unit.Value;
            var account = await data.Set<User>()
                .Where(request.Key.Matches(catalog.Of<User>()))
                .Where(u => actor.IsStaff || u.Id == actor.UserId)
                .Select(u => new { u.Id, u.PasswordHash })
                .SingleOrDefaultAsync(ct);
            if (account is null)
                return Unit.Value;
            var isRight = await passwordConfirmation.VerifyAsync(account.Id, account.PasswordHash, request.Password, ct);
            preflight.Set(new ConfirmedPassword(account.Id, account.PasswordHash, isRight));
            return Unit.Value;
        }
    }
}
