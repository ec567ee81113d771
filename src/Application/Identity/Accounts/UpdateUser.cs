using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Identity;

/// <summary>
/// Changes an account or restores a deleted one. A new e-mail address needs the password or a recent sign-in, and must be verified again;
/// the former address can undo the change. <see cref="CheckUserUpdate"/> counts the request. Blocking an account revokes its tokens.
/// </summary>
/// <param name="Row">Tracked and locked.</param>
/// <param name="Changes">Only the attributes whose values differ from the row.</param>
internal sealed record UpdateUser(User Row, Changes<User> Changes) : ICommand<User>
{
    /// <summary>The kind of e-mail of <see cref="EmailLimiter"/>.</summary>
    public const string LimitName = "address change";

    internal sealed class Handler(
        IData data,
        IAuthorization authorization,
        Preflight preflight,
        VerificationEmailSender verificationEmail,
        AddressUndo addressUndo,
        EmailLimiter emailLimiter,
        IOutbox outbox,
        PictureQueue pictures,
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

            var grant = authorization
                .Require(Policy.Update(authorization.Actor, user, changesEmail ? changes.Without(nameof(User.NewPassword)) : otherChanges))
                .Change(user, otherChanges)
                .Change(user, UserAvatar.Variants.Members);
            if (changesEmail)
                grant.Change(user, nameof(User.Email), nameof(User.IsVerified), nameof(User.EmailChangedAt));
            if (otherChanges.ContainsAny(nameof(User.IsBlocked)))
                grant.Change(user, User.TokenMembers);
            var hasPassword = ConfirmPassword(user, changes);

            if (changes.TryGet<DateTimeOffset?>(nameof(User.DeletedAt), out var deletedAt))
                await RestoreAsync(user, deletedAt, ct);
            if (changesEmail)
                await ChangeEmailAsync(user, email, hasPassword, ct);
            var formerAvatar = user.AvatarUrl;
            otherChanges.ApplyTo(user);
            await pictures.QueueIfChangedAsync(UserAvatar.Variants, user, formerAvatar, ct);
            if (user.IsBlocked && otherChanges.ContainsAny(nameof(User.IsBlocked)))
                user.RevokeTokens();
            return user;
        }

        /// <summary>
        /// Clients send whole objects, so the current password is accepted as unchanged. Any other password is rejected.
        /// <see cref="CheckUserUpdate"/> has verified it.
        /// </summary>
        /// <returns>Whether the request has the current password.</returns>
        private bool ConfirmPassword(User user, Changes<User> changes)
        {
            if (!changes.TryGet<string>(nameof(User.NewPassword), out var password) || string.IsNullOrEmpty(password))
                return false;
            return
                preflight.Find<ConfirmedPassword>() is { IsRight: true } confirmed
                && confirmed.UserId == user.Id
                && confirmed.Hash == user.PasswordHash
                ? true
                : throw RejectedException.Forbidden(
                    "Use /v1/auth/change-password with the old password to change the password.",
                    "/data/attributes/password"
                );
        }

        private async Task RestoreAsync(User user, DateTimeOffset? deletedAt, CancellationToken ct)
        {
            authorization.Require(UserPolicy.Restore(authorization.Actor, user)).Restore(user).Change(user, nameof(User.Email));
            if (deletedAt is not null)
                throw RejectedException.Forbidden("Use DELETE to delete an account.", "/data/attributes/deleted-at");
            var previousEmail = user.EmailBeforeDeletion;
            if (await data.Set<User>().AnyAsync(u => u.Email == previousEmail && u.DeletedAt == null, ct))
                throw RejectedException.Forbidden("Another account has this address now.", "/data/attributes/deleted-at");
            user.Restore();
        }

        private async Task ChangeEmailAsync(User user, string email, bool hasPassword, CancellationToken ct)
        {
            // The password of the account counts for its user only. Staff sign in again to change the address of another user.
            if (!(hasPassword && authorization.Actor.IsUser(user.Id)))
                SignInRequirement.RequireRecent(authorization.Actor);
            if (!EmailAddress.IsValid(email))
                throw RejectedException.Invalid("Not a valid email address.", "/data/attributes/email");
            await data.RequireUnusedEmailAsync(email, ct);
            await emailLimiter.CountRecipientAsync(LimitName, email, ct);
            var previousEmail = user.Email;
            var undoLink = user.IsVerified ? await addressUndo.CreateLinkAsync(user, ct) : null;
            user.ChangeEmail(email, clock.GetUtcNow());
            outbox.AddAddressChangedEmail(user, previousEmail, undoLink, clock.GetUtcNow());
            await verificationEmail.EnqueueAsync(user, ct);
        }
    }
}
