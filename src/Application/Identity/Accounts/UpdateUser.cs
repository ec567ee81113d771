using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Identity;

/// <summary>
/// Changes an account or restores a deleted one. A new e-mail address needs a fresh token and must be verified again. Blocking an account
/// revokes its tokens.
/// </summary>
/// <param name="Row">Tracked and locked.</param>
/// <param name="Changes">Only the attributes whose values differ from the row.</param>
internal sealed record UpdateUser(User Row, Changes<User> Changes) : ICommand<User>
{
    internal sealed class Handler(
        IData data,
        IAuthorization authorization,
        PasswordConfirmation passwordConfirmation,
        VerificationEmailSender verificationEmail,
        IOutbox outbox,
        TimeProvider clock
    ) : IRequestHandler<UpdateUser, User>
    {
        private static readonly UserPolicy Policy = new();

        public async Task<User> Handle(UpdateUser command, CancellationToken ct)
        {
            var user = command.Row;
            var changes = command.Changes;
            var email =
                changes.TryGet<string>(nameof(User.Email), out var sentEmail) && sentEmail is not null
                    ? EmailAddress.Normalize(sentEmail)
                    : user.Email;
            if (changes.ContainsAny(nameof(User.DeletedAt)) && email == user.EmailBeforeDeletion)
                email = user.Email;
            var changesEmail = email != user.Email;
            var otherChanges = changes.Without(nameof(User.Email), nameof(User.NewPassword), nameof(User.DeletedAt));

            authorization.Require(
                Policy.Update(authorization.Actor, user, changesEmail ? changes.Without(nameof(User.NewPassword)) : otherChanges)
            );
            await RequireCurrentPassword(user, changes, ct);

            if (changes.TryGet<DateTimeOffset?>(nameof(User.DeletedAt), out var deletedAt))
                await RestoreAsync(user, deletedAt, ct);
            if (changesEmail)
                await ChangeEmailAsync(user, email, ct);
            otherChanges.ApplyTo(user);
            if (user.IsBlocked && otherChanges.ContainsAny(nameof(User.IsBlocked)))
                user.RevokeTokens();
            return user;
        }

        /// <summary>Clients send whole objects, so the current password is accepted as unchanged. Any other password is rejected.</summary>
        private async Task RequireCurrentPassword(User user, Changes<User> changes, CancellationToken ct)
        {
            if (!changes.TryGet<string>(nameof(User.NewPassword), out var password) || string.IsNullOrEmpty(password))
                return;
            if (!await passwordConfirmation.VerifyAsync(user.Id, user.PasswordHash, password, ct))
                throw RejectedException.Forbidden(
                    "Use /v1/auth/change-password with the old password to change the password.",
                    "/data/attributes/password"
                );
        }

        private async Task RestoreAsync(User user, DateTimeOffset? deletedAt, CancellationToken ct)
        {
            authorization.Require(UserPolicy.Restore(authorization.Actor, user));
            if (deletedAt is not null)
                throw RejectedException.Forbidden("Use DELETE to delete an account.", "/data/attributes/deleted-at");
            var previousEmail = user.EmailBeforeDeletion;
            if (await data.Set<User>().AnyAsync(u => u.Email == previousEmail && u.DeletedAt == null, ct))
                throw RejectedException.Forbidden("Another account has this address now.", "/data/attributes/deleted-at");
            user.Restore();
        }

        private async Task ChangeEmailAsync(User user, string email, CancellationToken ct)
        {
            SignInRequirement.RequireFresh(authorization.Actor);
            if (!EmailAddress.IsValid(email))
                throw RejectedException.Invalid("Not a valid email address.", "/data/attributes/email");
            await data.RequireUnusedEmailAsync(email, ct);
            var previousEmail = user.Email;
            user.ChangeEmail(email);
            outbox.AddAddressChangedEmail(user, previousEmail, clock.GetUtcNow());
            await verificationEmail.EnqueueAsync(user, ct);
        }
    }
}
