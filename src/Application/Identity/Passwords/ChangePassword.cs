using FluentValidation;
using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Identity;

/// <summary>
/// Changes the caller's password and revokes all of their tokens except the token of this request. <see cref="ConfirmPassword"/> has
/// verified the old password.
/// </summary>
/// <param name="TokenId">The id of the token of this request.</param>
internal sealed record ChangePassword(string OldPassword, string NewPassword, string? TokenId) : ICommand<User>
{
    internal sealed class Rules : AbstractValidator<ChangePassword>
    {
        public Rules()
        {
            const string pointer = "/data/new-password";
            RuleFor(c => c.NewPassword).IsPassword().As(RejectionKind.Malformed).At(pointer);
            RuleFor(c => c.NewPassword)
                .NotEqual(c => c.OldPassword)
                .WithMessage("Old and New passwords must be different")
                .As(RejectionKind.Malformed)
                .At(pointer);
        }
    }

    internal sealed class Handler(IData data, IAuthorization authorization, IPasswordHasher hasher, Preflight preflight, IOutbox outbox)
        : IRequestHandler<ChangePassword, User>
    {
        public async Task<User> Handle(ChangePassword command, CancellationToken ct)
        {
            authorization
                .Require(SignInRequirement.Check(authorization.Actor))
                .Change<User>(u => authorization.Actor.IsUser(u.Id), [nameof(User.PasswordHash), .. User.TokenMembers]);
            SignInRequirement.RequireFresh(authorization.Actor);
            var userId = authorization.Actor.UserId!.Value;
            var confirmed = preflight.Get<ConfirmedPassword>();
            if (!confirmed.IsRight)
                throw RejectedException.Malformed("Wrong Password", pointer: "/data/old-password");
            var hash = await hasher.HashAsync(command.NewPassword, ct);

            var user = await data.GetLockedUserAsync(userId, ct);
            if (user.PasswordHash != confirmed.Hash)
                throw RejectedException.Conflict("The password was changed at the same time by another request.");
            user.PasswordHash = hash;
            user.RevokeTokens(exceptTokenId: command.TokenId);
            outbox.AddPasswordChangedEmail(user);
            return user;
        }
    }
}
