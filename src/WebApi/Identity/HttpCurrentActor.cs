using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;

namespace OpenEvent.WebApi.Identity;

/// <summary>Who asks: the token's user, a visitor, or the server itself where there is no request at all (jobs, start-up).</summary>
internal sealed class HttpCurrentActor(IHttpContextAccessor httpContextAccessor) : ICurrentActor
{
    public ValueTask<Actor> GetAsync(CancellationToken ct) =>
        ValueTask.FromResult(
            httpContextAccessor.HttpContext switch
            {
                null => Actor.System,
                var http when http.Features.Get<AuthenticatedToken>() is { } token => token.Account.Actor with
                {
                    HasFreshToken = token.Claims.IsFresh,
                },
                _ => Actor.Anonymous,
            }
        );
}
