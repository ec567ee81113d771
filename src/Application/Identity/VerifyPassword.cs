using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Identity;

/// <summary>Whether this is the caller's password.</summary>
internal sealed record VerifyPassword(string Password) : IRequest<bool>
{
    internal sealed class Handler(IData data, IGate gate, Reentry reentry) : IRequestHandler<VerifyPassword, bool>
    {
        public async Task<bool> Handle(VerifyPassword request, CancellationToken ct)
        {
            gate.Require(SignedInOnly.Decide(gate.Actor));
            var me = gate.Actor.UserId!.Value;
            var hash = await data.Set<User>().Where(u => u.Id == me).Select(u => u.PasswordHash).SingleAsync(ct);
            return await reentry.IsAsync(me, hash, request.Password, ct);
        }
    }
}
