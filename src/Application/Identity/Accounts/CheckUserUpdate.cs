using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Identity;

/// <summary>
/// Runs before the transaction of a PATCH of an account. Verifies the password and counts a new e-mail address. Rejected requests count,
/// too, because a rejection shows whether the password is right, or whether the address has an account. They do not count for the address,
/// to which nothing is sent: otherwise one person could keep another from it. For an account that the caller cannot change it does nothing,
/// and <see cref="UpdateUser"/> rejects the request.
/// </summary>
internal sealed record CheckUserUpdate(ResourceKey Key, string? Password, string? Email) : IRequest<Unit>
{
    internal sealed class Handler(
        IData data,
        IAuthorization authorization,
        ResourceCatalog catalog,
        PasswordConfirmation passwordConfirmation,
        EmailLimiter emailLimiter,
        Preflight preflight
    ) : IRequestHandler<CheckUserUpdate, Unit>
    {
        /// <exception cref="Domain.Common.RejectedException">TooManyRequests.</exception>
        public async Task<Unit> Handle(CheckUserUpdate request, CancellationToken ct)
        {
            var actor = authorization.Actor;
            var email = string.IsNullOrEmpty(request.Email) ? null : EmailAddress.Normalize(request.Email);
            if (!actor.IsSignedIn || (string.IsNullOrEmpty(request.Password) && email is null))
                return Unit.Value;
            var account = await data.Set<User>()
                .Where(request.Key.Matches(catalog.Of<User>()))
                .Where(u => actor.IsStaff || u.Id == actor.UserId)
                .Select(u => new
                {
                    u.Id,
                    u.PasswordHash,
                    u.Email,
                    u.EmailBeforeDeletion,
                })
                .SingleOrDefaultAsync(ct);
            if (account is null)
                return Unit.Value;
            if (email is not null && email != account.Email && email != account.EmailBeforeDeletion)
                await emailLimiter.CountSenderAsync(UpdateUser.LimitName, ct);
            if (string.IsNullOrEmpty(request.Password))
                return Unit.Value;
            var isRight = await passwordConfirmation.VerifyAsync(account.Id, account.PasswordHash, request.Password, ct);
            preflight.Set(new ConfirmedPassword(account.Id, account.PasswordHash, isRight));
            return Unit.Value;
        }
    }
}
