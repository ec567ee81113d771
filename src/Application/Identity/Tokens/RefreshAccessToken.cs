using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Identity;

/// <summary>Issues a new access token for the verified claims of a refresh token.</summary>
internal sealed record RefreshAccessToken(TokenClaims Claims) : IRequest<SessionTokens>
{
    internal sealed class Handler(IData data, TokenIssuer tokenIssuer) : IRequestHandler<RefreshAccessToken, SessionTokens>
    {
        public async Task<SessionTokens> Handle(RefreshAccessToken request, CancellationToken ct)
        {
            var claims = request.Claims;
            if (claims.Kind != TokenKind.Refresh)
                throw RejectedException.Unauthenticated("Only refresh tokens are allowed here.");
            var user = await data.Set<User>().AsNoTracking().SingleOrDefaultAsync(u => u.Id == claims.UserId && u.DeletedAt == null, ct);
            if (user is null || user.IsBlocked || !user.IsTokenValid(claims.Epoch, claims.Id))
                throw RejectedException.Unauthenticated("The token has been revoked.");
            return await tokenIssuer.RenewSessionAsync(user, claims.Csrf, ct);
        }
    }
}
