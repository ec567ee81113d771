using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Application.Identity;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Events;

/// <summary>
/// Counts a copy of an event before its transaction, so that a copy that is rejected counts too. A user copies at most 60 events an hour,
/// staff excepted, and one at a time, because one request can write 10,000 rows.
/// </summary>
/// <returns>The slot. Dispose it when the request has ended.</returns>
internal sealed record CountEventCopy : IRequest<IDisposable>
{
    private static readonly RateLimit PerUser = new("copy-event-user", 60, TimeSpan.FromHours(1));

    internal sealed class Handler(IAuthorization authorization, CopySlots slots, IThrottle throttle)
        : IRequestHandler<CountEventCopy, IDisposable>
    {
        public async Task<IDisposable> Handle(CountEventCopy request, CancellationToken ct)
        {
            authorization.RequireSignIn(ActorDecisions.CoorganizerAccess);
            var slot = slots.Take(authorization.Actor.UserId!.Value);
            try
            {
                if (!authorization.Actor.IsStaff)
                    await throttle.CountAsync([new RateLimitedAttempt(PerUser, $"{authorization.Actor.UserId}")], ct);
                return slot;
            }
            catch
            {
                slot.Dispose();
                throw;
            }
        }
    }
}
