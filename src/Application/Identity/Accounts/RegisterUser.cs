using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Identity;

/// <summary>Creates an account and sends the verification e-mail.</summary>
/// <param name="Draft">Not saved yet. <see cref="User.NewPassword"/> has the password in plain text.</param>
internal sealed record RegisterUser(User Draft) : ICommand<User>
{
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
            if (user.IsVerified)
                throw RejectedException.Invalid(
                    "A new account cannot be verified. Use the link in the verification e-mail.",
                    "/data/attributes/is-verified"
                );
            authorization.Require(Policy.Create(authorization.Actor, user)).Create(user);

            user.Email = EmailAddress.Normalize(user.Email);
            List<Problem> problems = [];
            if (!EmailAddress.IsValid(user.Email))
                problems.Add(new Problem("Not a valid email address.", "/data/attributes/email"));
            if (PasswordRule.FindError(user.NewPassword) is { } error)
                problems.Add(new Problem(error, "/data/attributes/password"));
            if (problems.Count > 0)
                throw new RejectedException(RejectionKind.Invalid, problems);
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
