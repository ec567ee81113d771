using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Identity;

/// <summary>Sends the verification e-mail again if the address belongs to an account that is not verified.</summary>
internal sealed record SendVerificationEmail(string Email) : ICommand<Unit>
{
    internal sealed class Handler(IData data, IAuthorization authorization, VerificationEmailSender verificationEmail)
        : IRequestHandler<SendVerificationEmail, Unit>
    {
        public async Task<Unit> Handle(SendVerificationEmail command, CancellationToken ct)
        {
            authorization.AsServer();
            var user = await data.Set<User>()
                .SingleOrDefaultAsync(u => u.Email == command.Email && u.DeletedAt == null && !u.IsVerified && !u.IsBlocked, ct);
            if (user is not null)
                await verificationEmail.EnqueueAsync(user, ct);
            return Unit.Value;
        }
    }
}
