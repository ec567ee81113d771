using OpenEvent.Application.Common;
using OpenEvent.Application.Identity;
using OpenEvent.Domain.Common;

namespace OpenEvent.WebApi.Identity;

/// <summary>The actor of the request: the user of the token, or anonymous. Without a request it is anonymous, too.</summary>
internal sealed class HttpCurrentActor(IHttpContextAccessor httpContextAccessor, AuthSettings settings, TimeProvider clock) : ICurrentActor
{
    public ValueTask<Actor> GetAsync(CancellationToken ct) =>
        ValueTask.FromResult(
            httpContextAccessor.HttpContext switch
            {
                { } http when http.Features.Get<AuthenticatedToken>() is { } token => token.Account.Actor with
                {
                    HasFreshToken = token.Claims.IsFresh,
                    HasRecentSignIn = token.Claims.IsFresh && clock.GetUtcNow() - token.Claims.IssuedAt <= settings.RecentSignIn,
                },
                _ => Actor.Anonymous,
            }
        );
}
