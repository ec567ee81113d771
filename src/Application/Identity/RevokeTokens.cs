using MediatR;
using OpenEvent.Application.Common;

namespace OpenEvent.Application.Identity;

/// <summary>Ends every token of the caller, this one included, on every node: the next request reads the raised epoch.</summary>
internal sealed record RevokeTokens : ICommand<Unit>
{
    internal sealed class Handler(IData data, IGate gate) : IRequestHandler<RevokeTokens, Unit>
    {
        public async Task<Unit> Handle(RevokeTokens command, CancellationToken ct)
        {
            gate.Require(SignedInOnly.Decide(gate.Actor));
            (await data.OwnAccountAsync(gate.Actor.UserId!.Value, ct)).EndTokens();
            return Unit.Value;
        }
    }
}
