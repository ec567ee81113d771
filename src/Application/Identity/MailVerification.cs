using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Identity;

/// <summary>Asks the address again, if it is that of an account and not verified yet.</summary>
internal sealed record MailVerification(string Email) : ICommand<Unit>
{
    internal sealed class Handler(IData data, IGate gate, VerificationMail mail) : IRequestHandler<MailVerification, Unit>
    {
        public async Task<Unit> Handle(MailVerification command, CancellationToken ct)
        {
            gate.OpenToAnyone();
            var user = await data.Set<User>()
                .SingleOrDefaultAsync(u => u.Email == command.Email && u.DeletedAt == null && !u.IsVerified && !u.IsBlocked, ct);
            if (user is not null)
                await mail.OrderAsync(user, ct);
            return Unit.Value;
        }
    }
}
