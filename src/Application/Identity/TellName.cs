using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Identity;

/// <summary>The caller's name, or where he gave none his address.</summary>
internal sealed record TellName : IRequest<string>
{
    internal sealed class Handler(IData data, IGate gate) : IRequestHandler<TellName, string>
    {
        public async Task<string> Handle(TellName request, CancellationToken ct)
        {
            gate.Require(SignedInOnly.Decide(gate.Actor));
            var me = gate.Actor.UserId!.Value;
            var user = await data.Set<User>()
                .AsNoTracking()
                .Where(u => u.Id == me)
                .Select(u => new
                {
                    u.FirstName,
                    u.LastName,
                    u.Email,
                })
                .SingleAsync(ct);
            return $"{user.FirstName} {user.LastName}".Trim() is { Length: > 0 } name ? name : user.Email;
        }
    }
}
