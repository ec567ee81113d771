using OpenEvent.Application.Identity;
using OpenEvent.Application.Lab;

namespace OpenEvent.WebApi.Identity;

/// <summary>
/// Watches the session of a stream, which goes on after its request was authorized. A session ends when its token expires or is revoked,
/// and when the account is blocked or deleted.
/// </summary>
internal sealed class SessionWatch(IAccountLookup accounts, LabSettings settings, TimeProvider clock, ILogger<SessionWatch> log)
{
    /// <summary>Returns when the session of the request's token has ended, at the latest one interval after its end.</summary>
    /// <exception cref="OperationCanceledException">The stream has ended before.</exception>
    public async Task WaitForEndAsync(HttpContext http, CancellationToken ct)
    {
        var token = http.Features.Get<AuthenticatedToken>() ?? throw new InvalidOperationException("The request has no session.");
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(settings.Streams.SessionCheckSeconds), clock);
        while (clock.GetUtcNow() < token.Claims.ExpiresAt)
        {
            await timer.WaitForNextTickAsync(ct);
            if (!await IsValidAsync(token, ct))
                return;
        }
    }

    /// <summary>While the database is not available, the session goes on until its token expires.</summary>
    private async Task<bool> IsValidAsync(AuthenticatedToken token, CancellationToken ct)
    {
        try
        {
            if (token.AccessTokenHash is { } hash)
                return await accounts.FindByTokenAsync(hash, ct) is not null;
            return await accounts.FindAsync(token.Claims.UserId, ct) is { } account && account.IsTokenValid(token.Claims);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log.LogWarning(failure, "The session of a stream was not checked. It is checked again later");
            return true;
        }
    }
}
