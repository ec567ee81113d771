using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Identity;

/// <summary>A new access token for verified claims of a refresh token.</summary>
internal sealed record RefreshToken(TokenClaims Claims) : IRequest<SignedIn>
{
    internal sealed class Handler(IData data, TokenMint mint) : IRequestHandler<RefreshToken, SignedIn>
    {
        public async Task<SignedIn> Handle(RefreshToken request, CancellationToken ct)
        {
            var claims = request.Claims;
            if (claims.Kind != TokenKind.Refresh)
                throw Refused.Unauthenticated("Only refresh tokens are allowed here.");
            var user = await data.Set<User>().AsNoTracking().SingleOrDefaultAsync(u => u.Id == claims.Identity && u.DeletedAt == null, ct);
            if (user is null || user.IsBlocked || !user.Honours(claims.Epoch, claims.Id))
                throw Refused.Unauthenticated("The token has been revoked.");
            return await mint.RenewedAsync(user, claims.Csrf, ct);
        }
    }
}
