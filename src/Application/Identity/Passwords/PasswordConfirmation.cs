using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Identity;

/// <summary>Verifies the password of a signed-in user and limits failures, so that a stolen token cannot be used to guess it.</summary>
internal sealed class PasswordConfirmation(IPasswordHasher hasher, IThrottle throttle, AuthSettings settings)
{
    /// <exception cref="RejectedException">TooManyRequests.</exception>
    public async Task<bool> VerifyAsync(long userId, string? hash, string password, CancellationToken ct)
    {
        RateLimitedAttempt[] attempts =
        [
            new(settings.PasswordConfirmationLimit, userId.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        ];
        await throttle.CheckAsync(attempts, ct);
        if (password.Length <= PasswordRule.MaxLength && await hasher.VerifyAsync(hash, password, ct) != PasswordVerificationResult.Failed)
            return true;
        await throttle.RecordAsync(attempts, ct);
        return false;
    }
}
