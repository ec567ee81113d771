using FluentValidation;
using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Identity;

/// <summary>Creates an account and sends the verification e-mail.</summary>
/// <param name="Draft">Not saved yet. <see cref="User.NewPassword"/> has the password in plain text.</param>
internal sealed record RegisterUser(User Draft) : ICommand<User>, IPublicRequest
{
    private const int MaxNameLength = 200;

    internal sealed class Rules : AbstractValidator<RegisterUser>
    {
        public Rules()
        {
            RuleFor(r => r.Draft.IsVerified)
                .Equal(false)
                .WithMessage("A new account cannot be verified. Use the link in the verification e-mail.")
                .At("/data/attributes/is-verified");
            RuleFor(r => r.Draft.Email).IsEmailAddress().At("/data/attributes/email");
            RuleFor(r => r.Draft.FirstName)
                .MaximumLength(MaxNameLength)
                .WithMessage($"A name has at most {MaxNameLength} characters.")
                .At("/data/attributes/first-name");
            RuleFor(r => r.Draft.NewPassword).IsPassword().At("/data/attributes/password");
        }
    }

    internal sealed class Handler(
        IData data,
        IAuthorization authorization,
        IPasswordHasher hasher,
        VerificationEmailSender verificationEmail
    ) : IRequestHandler<RegisterUser, User>
    {
        private static readonly UserPolicy Policy = new();

        public async Task<User> Handle(RegisterUser command, CancellationToken ct)
        {
            var user = command.Draft;
            authorization.Require(Policy.Create(authorization.Actor, user)).Create(user);

            user.Email = EmailAddress.Normalize(user.Email);
            await data.RequireUnusedEmailAsync(user.Email, ct);

            user.PasswordHash = await hasher.HashAsync(user.NewPassword!, ct);
            user.NewPassword = null;
            user.DeletedAt = null;
            data.Set<User>().Add(user);
            await verificationEmail.EnqueueAsync(user, ct);
            return user;
        }
    }
}
