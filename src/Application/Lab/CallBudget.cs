using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Lab;

/// <summary>
/// Limits the calls of a user in a day (UTC), because each is recorded. They are counted in the memory of this server, so that a call costs
/// nothing more, and from 0 after a restart. Thread-safe.
/// </summary>
internal sealed class CallBudget(LabSettings settings, TimeProvider clock) : IResettable
{
    /// <summary>The most characters of function strings that are recorded for a user in a day.</summary>
    public const long MaxCharacters = 20_000_000;

    private readonly Dictionary<long, (int Calls, long Characters)> _used = [];
    private DateTime _day;

    public Task ResetAsync(CancellationToken ct)
    {
        lock (_used)
            _used.Clear();
        return Task.CompletedTask;
    }

    /// <param name="length">The length of the function string.</param>
    /// <exception cref="RejectedException">TooManyRequests.</exception>
    public void Count(long userId, int length)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        lock (_used)
        {
            if (_day != now.Date)
                _used.Clear();
            _day = now.Date;
            var (calls, characters) = _used.GetValueOrDefault(userId);
            if (calls >= settings.CallsPerUserAndDay || characters + length > MaxCharacters)
                throw RejectedException.TooManyRequests(
                    "Your calls of today are used up. Midnight (UTC) begins a new day.",
                    now.Date.AddDays(1) - now
                );
            _used[userId] = (calls + 1, characters + length);
        }
    }
}
