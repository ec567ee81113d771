using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Identity;

/// <summary>The administrator whom the configuration names. An account that is there already keeps its password.</summary>
internal sealed record AppointSuperAdmin(string Email, string Password) : ICommand<Unit>
{
    internal sealed class Handler(IData data, IGate gate, IPasswordHasher hasher) : IRequestHandler<AppointSuperAdmin, Unit>
    {
        public async Task<Unit> Handle(AppointSuperAdmin command, CancellationToken ct)
        {
            gate.Require(Decision.When(gate.Actor == Actor.System, "Only the server itself appoints a super admin."));
            var email = EmailAddress.Normal(command.Email);
            var user = await data.Set<User>().SingleOrDefaultAsync(u => u.Email == email && u.DeletedAt == null, ct);
            if (user is null) data.Set<User>().Add(user = new User { Email = email, PasswordHash = await hasher.HashAsync(command.Password, ct) });
            (user.IsSuperAdmin, user.IsAdmin, user.IsVerified) = (true, true, true);
            return Unit.Value;
        }
    }
}
