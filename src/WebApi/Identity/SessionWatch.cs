using OpenEvent.Application.Identity;
using OpenEvent.Application.Lab;

namespace OpenEvent.WebApi.Identity;

/// <summary>
/// Watches the sessions of streams, which go on after their requests were authorized. A session ends when its token expires or is revoked,
/// and when the account is blocked or deleted. All streams of a user are checked by one statement in each interval. Thread-safe.
/// </summary>
internal sealed class SessionWatch(IAccountLookup accounts, LabSettings settings, TimeProvider clock, ILogger<SessionWatch> log)
{
    private readonly Dictionary<long, WatchedUser> _users = [];

    private TimeSpan Interval => TimeSpan.FromSeconds(settings.Streams.SessionCheckSeconds);

    /// <summary>Returns when the session of the request's token has ended, at the latest one interval after its end.</summary>
    /// <exception cref="OperationCanceledException">The stream has ended before.</exception>
    public async Task WaitForEndAsync(HttpContext http, CancellationToken ct)
    {
        var token = http.Features.Get<AuthenticatedToken>() ?? throw new InvalidOperationException("The request has no session.");
        var claims = token.Claims;
        var user = Begin(claims.UserId);
        try
        {
            var last = 0L;
            while (clock.GetUtcNow() < claims.ExpiresAt)
            {
                last = Math.Max(last, GetNumber(user)) + 1;
                if (GetTime(user, last) - clock.GetUtcNow() is var wait && wait > TimeSpan.Zero)
                    await Task.Delay(wait, clock, ct);
                if (!(await CheckAsync(user, last).WaitAsync(ct)).IsValid(claims) || !await IsKeptAsync(token, ct))
                    return;
            }
        }
        finally
        {
            End(user);
        }
    }

    /// <summary>Whether the access token of a program was not deleted. The token of a session has no row of its own.</summary>
    private async Task<bool> IsKeptAsync(AuthenticatedToken token, CancellationToken ct)
    {
        try
        {
            return token.AccessTokenHash is not { } hash || await accounts.FindByTokenAsync(hash, ct) is not null;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log.LogWarning(failure, "The access token of a stream was not checked. It is checked again later");
            return true;
        }
    }

    private WatchedUser Begin(long id)
    {
        lock (_users)
        {
            if (!_users.TryGetValue(id, out var user))
                _users.Add(id, user = new WatchedUser(id));
            user.Streams++;
            return user;
        }
    }

    private void End(WatchedUser user)
    {
        lock (_users)
            if (--user.Streams == 0)
                _users.Remove(user.Id);
    }

    /// <summary>The number of the user's last check. Users are checked at different times, so that not all are checked at once.</summary>
    private long GetNumber(WatchedUser user) => (clock.GetUtcNow().UtcTicks - GetOffset(user)) / Interval.Ticks;

    private DateTimeOffset GetTime(WatchedUser user, long number) => new((number * Interval.Ticks) + GetOffset(user), TimeSpan.Zero);

    private long GetOffset(WatchedUser user) => Interval.Ticks / 97 * (user.Id % 97);

    private Task<SessionCheck> CheckAsync(WatchedUser user, long number)
    {
        lock (_users)
        {
            if (user.Number < number)
                (user.Number, user.Check) = (number, CheckAsync(user.Id));
            return user.Check;
        }
    }

    /// <summary>While the database is not available, the session goes on until its token expires.</summary>
    private async Task<SessionCheck> CheckAsync(long userId)
    {
        try
        {
            // Not the token of one stream: the others wait for the same check.
            return new SessionCheck(true, await accounts.FindTokenValidityAsync(userId, CancellationToken.None));
        }
        catch (Exception failure)
        {
            log.LogWarning(failure, "The session of a stream was not checked. It is checked again later");
            return new SessionCheck(false, null);
        }
    }

    private readonly record struct SessionCheck(bool IsKnown, TokenValidity? Tokens)
    {
        public bool IsValid(TokenClaims claims) => !IsKnown || Tokens?.IsValid(claims) == true;
    }

    private sealed class WatchedUser(long id)
    {
        public long Id => id;

        public int Streams { get; set; }

        /// <summary>The number of the newest check.</summary>
        public long Number { get; set; }

        public Task<SessionCheck> Check { get; set; } = Task.FromResult(default(SessionCheck));
    }
}
