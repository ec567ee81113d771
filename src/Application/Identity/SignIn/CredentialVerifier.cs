using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Identity;

/// <summary>Whose e-mail and password these are, throttled. It takes the same time whether or not there is such an account.</summary>
/// <remarks>
/// An account that strangers have guessed at is closed to strangers for the rest of the window, but not to the addresses that it has signed
/// in from before: those count by themselves. So nobody can lock a user out of his usual places.
/// </remarks>
internal sealed class CredentialVerifier(IData data, IPasswordHasher hasher, IThrottle throttle, AuthSettings settings, TimeProvider clock)
{
    /// <exception cref="RejectedException">Unauthenticated or throttled.</exception>
    public async Task<User> VerifyAsync(string email, string password, string clientAddress, CancellationToken ct)
    {
        email = EmailAddress.Normalize(email);
        var knownAddress = new RateLimitedAttempt(AuthSettings.KnownAddressLimit, $"{email} {clientAddress}");
        var isKnownAddress = await throttle.GetCountAsync(knownAddress, ct) > 0;
        RateLimitedAttempt[] failures =
        [
            new(settings.SignInAccountLimit, isKnownAddress ? knownAddress.Key : email),
            new(settings.SignInAddressLimit, clientAddress),
        ];
        await throttle.CheckAsync(failures, ct);

        var user = await data.Set<User>().AsNoTracking().SingleOrDefaultAsync(u => u.Email == email && u.DeletedAt == null, ct);
        var match =
            password.Length <= PasswordRule.MaxLength
                ? await hasher.VerifyAsync(user?.PasswordHash, password, ct)
                : PasswordVerificationResult.Failed;
        if (user is null || match == PasswordVerificationResult.Failed)
        {
            await throttle.RecordAsync(failures, ct);
            throw RejectedException.Unauthenticated("Invalid Credentials");
        }

        if (user.IsBlocked)
            throw RejectedException.Unauthenticated("Your account has been marked as spam and is blocked. Please contact us.");
        if (!isKnownAddress)
            await throttle.RecordAsync([knownAddress], ct);
        await RecordSignInAsync(user, password, match, ct);
        return user;
    }

    /// <summary>One statement of its own and no unit of work: a sign-in must not hold a connection while the password is hashed.</summary>
    private async Task RecordSignInAsync(User user, string password, PasswordVerificationResult match, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (match == PasswordVerificationResult.Success)
        {
            await data.Set<User>().Where(u => u.Id == user.Id).ExecuteUpdateAsync(s => s.SetProperty(u => u.LastAccessedAt, now), ct);
            return;
        }

        var (currentHash, newHash) = (user.PasswordHash, await hasher.HashAsync(password, ct));
        await data.Set<User>()
            .Where(u => u.Id == user.Id && u.PasswordHash == currentHash)
            .ExecuteUpdateAsync(s => s.SetProperty(u => u.LastAccessedAt, now).SetProperty(u => u.PasswordHash, newHash), ct);
    }
}
