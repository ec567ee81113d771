using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Identity;

/// <summary>A new account, and the mail that asks whether the address is the user's.</summary>
/// <param name="Draft">Not saved; its clear password is in <see cref="User.NewPassword"/>.</param>
internal sealed record RegisterUser(User Draft) : ICommand<User>
{
    internal sealed class Handler(IData data, IGate gate, IPasswordHasher hasher, VerificationMail mail)
        : IRequestHandler<RegisterUser, User>
    {
        private static readonly UserPolicy Policy = new();

        public async Task<User> Handle(RegisterUser command, CancellationToken ct)
        {
            var user = command.Draft;
            if (user.IsVerified)
                throw Refused.Invalid("An account is verified by mail, not by its registration.", "/data/attributes/is-verified");
            gate.Require(Policy.Create(gate.Actor, user));

            user.Email = EmailAddress.Normal(user.Email);
            List<Problem> problems = [];
            if (!EmailAddress.IsOne(user.Email))
                problems.Add(new Problem("Not a valid email address.", "/data/attributes/email"));
            if (PasswordRule.Fault(user.NewPassword) is { } fault)
                problems.Add(new Problem(fault, "/data/attributes/password"));
            if (problems.Count > 0)
                throw new Refused(RefusalKind.Invalid, problems);
            await data.RequireFreeAsync(user.Email, ct);

            user.PasswordHash = await hasher.HashAsync(user.NewPassword!, ct);
            user.NewPassword = null;
            user.DeletedAt = null;
            data.Set<User>().Add(user);
            await mail.OrderAsync(user, ct);
            return user;
        }
    }
}
