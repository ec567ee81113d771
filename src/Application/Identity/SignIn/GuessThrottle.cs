using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Identity;

/// <summary>Limits attempts to guess a secret. Attempts that are right do not count.</summary>
internal static class GuessThrottle
{
    /// <summary>
    /// Counts an attempt, verifies it, and takes the count back if it was right, or if the server was too busy to verify it. Until then an
    /// attempt counts as wrong: so the limit holds for attempts at the same time, too.
    /// </summary>
    /// <exception cref="RejectedException">TooManyRequests: the limit is reached, and nothing was verified.</exception>
    public static async Task<bool> VerifyAsync(
        this IThrottle throttle,
        IReadOnlyList<RateLimitedAttempt> attempts,
        Func<Task<bool>> verify,
        CancellationToken ct
    )
    {
        await throttle.CountGuessAsync(attempts, ct);
        try
        {
            if (!await verify())
                return false;
        }
        catch (RejectedException)
        {
            await throttle.UncountAsync(attempts, CancellationToken.None);
            throw;
        }

        await throttle.UncountAsync(attempts, CancellationToken.None);
        return true;
    }
}
