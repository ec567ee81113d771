using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Identity;

/// <summary>Changes an account, or brings a deleted one back. Another address needs a fresh token and has to be verified; blocking ends the user's tokens.</summary>
/// <param name="Row">Tracked and locked.</param>
/// <param name="Changes">Only what alters the row.</param>
internal sealed record ChangeUser(User Row, Changes<User> Changes) : ICommand<User>
{
    internal sealed class Handler(IData data, IGate gate, Reentry reentry, VerificationMail mail, IOutbox outbox, TimeProvider clock)
        : IRequestHandler<ChangeUser, User>
    {
        private static readonly UserPolicy Policy = new();

        public async Task<User> Handle(ChangeUser command, CancellationToken ct)
        {
            var (user, changes) = (command.Row, command.Changes);
            var email =
                changes.TryGet<string>(nameof(User.Email), out var sent) && sent is not null ? EmailAddress.Normal(sent) : user.Email;
            if (changes.Touches(nameof(User.DeletedAt)) && email == user.FormerEmail)
                email = user.Email;
            var moves = email != user.Email;
            var others = changes.Without(nameof(User.Email), nameof(User.NewPassword), nameof(User.DeletedAt));

            gate.Require(Policy.Update(gate.Actor, user, moves ? changes.Without(nameof(User.NewPassword)) : others));
            await RequireSamePassword(user, changes, ct);

            if (changes.TryGet<DateTimeOffset?>(nameof(User.DeletedAt), out var deletedAt))
                await RestoreAsync(user, deletedAt, ct);
            if (moves)
                await MoveAsync(user, email, ct);
            others.ApplyTo(user);
            if (user.IsBlocked && others.Touches(nameof(User.IsBlocked)))
                user.EndTokens();
            return user;
        }

        /// <summary>Clients send whole objects, so the password that is in force is no change; another one is refused.</summary>
        private async Task RequireSamePassword(User user, Changes<User> changes, CancellationToken ct)
        {
            if (!changes.TryGet<string>(nameof(User.NewPassword), out var password) || string.IsNullOrEmpty(password))
                return;
            if (!await reentry.IsAsync(user.Id, user.PasswordHash, password, ct))
                throw Refused.Forbidden(
                    "A password is changed by /v1/auth/change-password, with the old one.",
                    "/data/attributes/password"
                );
        }

        private async Task RestoreAsync(User user, DateTimeOffset? deletedAt, CancellationToken ct)
        {
            gate.Require(UserPolicy.Restore(gate.Actor, user));
            if (deletedAt is not null)
                throw Refused.Forbidden("An account is deleted by DELETE.", "/data/attributes/deleted-at");
            var former = user.FormerEmail;
            if (await data.Set<User>().AnyAsync(u => u.Email == former && u.DeletedAt == null, ct))
                throw Refused.Forbidden("Another account has this address now.", "/data/attributes/deleted-at");
            user.Return();
        }

        private async Task MoveAsync(User user, string email, CancellationToken ct)
        {
            SignedInOnly.RequireFresh(gate.Actor);
            if (!EmailAddress.IsOne(email))
                throw Refused.Invalid("Not a valid email address.", "/data/attributes/email");
            await data.RequireFreeAsync(email, ct);
            var former = user.Email;
            user.ChangeEmail(email);
            outbox.AddEmailChanged(user, former, clock.GetUtcNow());
            await mail.OrderAsync(user, ct);
        }
    }
}
