using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Identity;

/// <summary>Issues a fresh access token after a signed-in user has entered their password again.</summary>
internal sealed record FreshSignIn(string Email, string Password, string ClientAddress) : IRequest<SessionTokens>
{
    internal sealed class Handler(IAuthorization authorization, CredentialVerifier credentialVerifier, TokenIssuer tokenIssuer)
        : IRequestHandler<FreshSignIn, SessionTokens>
    {
        public async Task<SessionTokens> Handle(FreshSignIn request, CancellationToken ct)
        {
            authorization.Require(SignInRequirement.Check(authorization.Actor));
            var user = await credentialVerifier.VerifyAsync(request.Email, request.Password, request.ClientAddress, ct);
            if (!authorization.Actor.IsUser(user.Id))
                throw RejectedException.Unauthenticated("Invalid Credentials");
            return await tokenIssuer.IssueSessionAsync(user, remember: false, ct);
        }
    }
}
