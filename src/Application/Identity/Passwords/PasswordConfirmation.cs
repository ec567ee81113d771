using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Identity;

/// <summary>Compares a password for somebody who is signed in already, and counts the wrong ones: a stolen token is no licence to guess.</summary>
internal sealed class PasswordConfirmation(IPasswordHasher hasher, IThrottle throttle, AuthSettings settings)
{
    /// <exception cref="RejectedException">Throttled.</exception>
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
