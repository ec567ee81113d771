using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Identity;

/// <summary>Opens a deleted account again, if nobody has taken its address meanwhile.</summary>
internal sealed record RestoreUser(User Row) : ICommand<User>
{
    internal sealed class Handler(IData data, IGate gate) : IRequestHandler<RestoreUser, User>
    {
        public async Task<User> Handle(RestoreUser command, CancellationToken ct)
        {
            gate.Require(UserPolicy.Restore(gate.Actor, command.Row));
            var email = command.Row.FormerEmail;
            if (await data.Set<User>().AnyAsync(u => u.Email == email && u.DeletedAt == null, ct))
                throw Refused.Forbidden("Another account has this address now.", "/data/attributes/deleted-at");
            command.Row.Return();
            return command.Row;
        }
    }
}
