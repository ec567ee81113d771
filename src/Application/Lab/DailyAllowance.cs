using System.Globalization;
using OpenEvent.Application.Identity;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Lab;

/// <summary>
/// An amount that may be used in a day (UTC), at all servers together. The database counts portions of about a thousandth of the limit, and
/// this server uses them up in its memory, so that most uses need no statement. A restart loses what remains of a portion. Thread-safe.
/// </summary>
/// <param name="kind">As <see cref="RateLimit.Kind"/>.</param>
internal sealed class DailyAllowance(string kind, long limit, TimeProvider clock)
{
    private const int Portions = 1000;

    private readonly long _portion = Math.Max(1, (limit + Portions - 1) / Portions);
    private readonly Dictionary<string, long> _remaining = [];
    private readonly HashSet<string> _usedUp = [];
    private DateTime _day;

    /// <summary>Whether this server knows that nothing is left of today.</summary>
    public bool IsUsedUp(string key)
    {
        lock (_remaining)
        {
            BeginDay();
            return _usedUp.Contains(key);
        }
    }

    /// <param name="key">Who uses it, e.g. the id of a user.</param>
    /// <returns>False if less than the amount is left of today. Then nothing more is taken today.</returns>
    public async Task<bool> TryTakeAsync(IThrottle throttle, string key, long amount, CancellationToken ct)
    {
        long missing;
        DateTime day;
        lock (_remaining)
        {
            day = BeginDay();
            if (_usedUp.Contains(key))
                return false;
            var remaining = _remaining.GetValueOrDefault(key);
            missing = Math.Max(0, amount - remaining);
            _remaining[key] = Math.Max(0, remaining - amount);
        }

        if (missing == 0)
            return true;
        var portions = (missing + _portion - 1) / _portion;
        if (!await TryCountAsync(throttle, $"{key} {day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}", (int)portions, ct))
        {
            lock (_remaining)
                _usedUp.Add(key);
            return false;
        }

        lock (_remaining)
            if (_day == day)
                _remaining[key] = _remaining.GetValueOrDefault(key) + (portions * _portion) - missing;
        return true;
    }

    /// <summary>Forgets what this server knows.</summary>
    public void Clear()
    {
        lock (_remaining)
        {
            _remaining.Clear();
            _usedUp.Clear();
        }
    }

    private async Task<bool> TryCountAsync(IThrottle throttle, string key, int portions, CancellationToken ct)
    {
        var daily = new RateLimit(kind, (int)(limit / _portion), TimeSpan.FromDays(1));
        try
        {
            await throttle.CountAsync([new RateLimitedAttempt(daily, key, portions)], ct);
            return true;
        }
        catch (RejectedException rejection) when (rejection.Kind == RejectionKind.TooManyRequests)
        {
            return false;
        }
    }

    private DateTime BeginDay()
    {
        var today = clock.GetUtcNow().UtcDateTime.Date;
        if (_day != today)
        {
            _remaining.Clear();
            _usedUp.Clear();
        }
        return _day = today;
    }
}
