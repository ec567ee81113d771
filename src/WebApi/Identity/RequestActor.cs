using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;

namespace OpenEvent.WebApi.Identity;

/// <summary>Who asks: the token's user, a visitor, or the server itself where there is no request at all (jobs, start-up).</summary>
internal sealed class RequestActor(IHttpContextAccessor requests) : IActorSource
{
    public ValueTask<Actor> GetAsync(CancellationToken ct) =>
        ValueTask.FromResult(
            requests.HttpContext switch
            {
                null => Actor.System,
                var http when http.Features.Get<TokenInHand>() is { } token => token.Account.Actor with { IsFresh = token.Claims.IsFresh },
                _ => Actor.Anonymous,
            }
        );
}
