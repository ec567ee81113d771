using MediatR;

namespace OpenEvent.Application.Identity;

/// <summary>Verifies an e-mail address and a password and issues the tokens of a session.</summary>
/// <param name="ClientAddress">The caller's IP address, for the rate limit.</param>
internal sealed record SignIn(string Email, string Password, bool RememberMe, string ClientAddress) : IRequest<SessionTokens>
{
    internal sealed class Handler(CredentialVerifier credentialVerifier, TokenIssuer tokenIssuer) : IRequestHandler<SignIn, SessionTokens>
    {
        public async Task<SessionTokens> Handle(SignIn request, CancellationToken ct)
        {
            var user = await credentialVerifier.VerifyAsync(request.Email, request.Password, request.ClientAddress, ct);
            return await tokenIssuer.IssueSessionAsync(user, request.RememberMe, ct);
        }
    }
}
