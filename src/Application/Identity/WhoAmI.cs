using MediatR;
using OpenEvent.Application.Common;

namespace OpenEvent.Application.Identity;

/// <summary>The caller's id.</summary>
internal sealed record WhoAmI : IRequest<long>
{
    internal sealed class Handler(IGate gate) : IRequestHandler<WhoAmI, long>
    {
        public Task<long> Handle(WhoAmI request, CancellationToken ct)
        {
            gate.Require(SignedInOnly.Decide(gate.Actor));
            return Task.FromResult(gate.Actor.UserId!.Value);
        }
    }
}
