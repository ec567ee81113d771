using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Application.Identity;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Events;

/// <summary>
/// Counts a copy of an event before its transaction, so that a copy that is rejected counts too. A user copies at most 60 events an hour,
/// staff excepted, because one request can write 10,000 rows.
/// </summary>
internal sealed record CountEventCopy(ResourceKey Event) : IRequest<Unit>
{
    private static readonly RateLimit PerUser = new("copy-event-user", 60, TimeSpan.FromHours(1));

    internal sealed class Handler(IAuthorization authorization, EventFinder events, IThrottle throttle)
        : IRequestHandler<CountEventCopy, Unit>
    {
        public async Task<Unit> Handle(CountEventCopy request, CancellationToken ct)
        {
            await events.RequireAsync(request.Event, EventPolicy.Copy, ct);
            if (!authorization.Actor.IsStaff)
                await throttle.CountAsync([new RateLimitedAttempt(PerUser, $"{authorization.Actor.UserId}")], ct);
            return Unit.Value;
        }
    }
}
