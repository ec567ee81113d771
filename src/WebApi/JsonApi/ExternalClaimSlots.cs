using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;

namespace OpenEvent.WebApi.JsonApi;

/// <summary>
/// Limits the requests with an idempotency key and an <see cref="ExternalSideEffect"/>, because each keeps a connection to the database
/// until its effect has ended. Other requests need the rest of the connections. The kinds do not take each other's slots.
/// </summary>
internal sealed class ExternalClaimSlots
{
    private readonly Slots _lab = new(maxSlots: 20, maxPerUser: 5, maxUnverified: 7),
        _uploads = new(maxSlots: 10, maxPerUser: 5, maxUnverified: 4);

    /// <returns>Dispose it after the request.</returns>
    /// <exception cref="RejectedException">TooManyRequests.</exception>
    public IDisposable Take(ExternalEffectKind kind, Actor actor) =>
        (kind == ExternalEffectKind.Lab ? _lab : _uploads).Take(actor.UserId ?? 0, actor.IsVerified);

    private sealed class Slots(int maxSlots, int maxPerUser, int maxUnverified)
        : UserSlots(
            maxSlots,
            maxPerUser,
            "Too many requests with an Idempotency-Key are in progress.",
            maxUnverified,
            maxPerUnverifiedUser: 2
        );
}
