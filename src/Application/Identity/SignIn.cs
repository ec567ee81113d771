using MediatR;

namespace OpenEvent.Application.Identity;

/// <param name="Address">Where the request comes from, for the throttle.</param>
internal sealed record SignIn(string Email, string Password, bool RememberMe, string Address) : IRequest<SignedIn>
{
    internal sealed class Handler(Credentials credentials, TokenMint mint) : IRequestHandler<SignIn, SignedIn>
    {
        public async Task<SignedIn> Handle(SignIn request, CancellationToken ct)
        {
            var user = await credentials.CheckAsync(request.Email, request.Password, request.Address, ct);
            return await mint.SessionAsync(user, request.RememberMe, ct);
        }
    }
}
