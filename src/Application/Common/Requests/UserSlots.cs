using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Common;

/// <summary>
/// Limits how many requests a server processes at the same time, in all and of one user. The others are rejected. Thread-safe.
/// </summary>
/// <param name="maxSlots">The largest number of requests in all.</param>
/// <param name="maxPerUser">The largest number of requests of one user.</param>
/// <param name="rejection">What the rejection of a request says.</param>
/// <param name="maxUnverified">The largest number of requests of users without a verified address: anyone has several of these.</param>
/// <param name="maxPerUnverifiedUser">The largest number of requests of one of them.</param>
internal abstract class UserSlots(
    int maxSlots,
    int maxPerUser,
    string rejection,
    int maxUnverified = int.MaxValue,
    int maxPerUnverifiedUser = int.MaxValue
)
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(2);

    private readonly List<(long Id, bool IsVerified)> _users = [];

    /// <returns>Dispose it after the request.</returns>
    /// <exception cref="RejectedException">TooManyRequests: try again in two seconds.</exception>
    public IDisposable Take(long userId, bool isVerified = true)
    {
        lock (_users)
        {
            Require(userId, isVerified);
            _users.Add((userId, isVerified));
        }

        return new Slot(this, (userId, isVerified));
    }

    /// <summary>Rejects the request as <see cref="Take"/> would now, and takes nothing.</summary>
    /// <exception cref="RejectedException">TooManyRequests: try again in two seconds.</exception>
    public void Require(long userId, bool isVerified)
    {
        lock (_users)
        {
            var own = _users.Count(u => u.Id == userId);
            if (
                _users.Count >= maxSlots
                || own >= maxPerUser
                || (!isVerified && (own >= maxPerUnverifiedUser || _users.Count(u => !u.IsVerified) >= maxUnverified))
            )
                throw RejectedException.TooManyRequests(
                    $"{rejection} Try again in {RetryAfter.TotalSeconds} seconds.",
                    RetryAfter,
                    new RateLimitState("requests at once", maxPerUser, Window: null, Remaining: 0, RetryAfter)
                );
        }
    }

    private sealed class Slot(UserSlots slots, (long, bool) user) : IDisposable
    {
        private bool _isFree;

        public void Dispose()
        {
            lock (slots._users)
            {
                if (!_isFree)
                    slots._users.Remove(user);
                _isFree = true;
            }
        }
    }
}
