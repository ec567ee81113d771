using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Identity;

/// <summary>Compares a password for somebody who is signed in already, and counts the wrong ones: a stolen token is no licence to guess.</summary>
internal sealed class Reentry(IPasswordHasher hasher, IThrottle throttle, AuthSettings settings)
{
    /// <exception cref="Refused">Throttled.</exception>
    public async Task<bool> IsAsync(long userId, string? hash, string password, CancellationToken ct)
    {
        Attempt[] attempts = [new(settings.ReentryLimit, userId.ToString(System.Globalization.CultureInfo.InvariantCulture))];
        await throttle.CheckAsync(attempts, ct);
        if (password.Length <= PasswordRule.MaxLength && await hasher.VerifyAsync(hash, password, ct) != PasswordMatch.No)
            return true;
        await throttle.CountAsync(attempts, ct);
        return false;
    }
}
