using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Identity;

/// <summary>The password again, for what needs a fresh token: only of the one who is signed in.</summary>
internal sealed record FreshSignIn(string Email, string Password, string Address) : IRequest<SignedIn>
{
    internal sealed class Handler(IGate gate, Credentials credentials, TokenMint mint) : IRequestHandler<FreshSignIn, SignedIn>
    {
        public async Task<SignedIn> Handle(FreshSignIn request, CancellationToken ct)
        {
            gate.Require(SignedInOnly.Decide(gate.Actor));
            var user = await credentials.CheckAsync(request.Email, request.Password, request.Address, ct);
            if (!gate.Actor.Is(user.Id))
                throw Refused.Unauthenticated("Invalid Credentials");
            return await mint.SessionAsync(user, remember: false, ct);
        }
    }
}
