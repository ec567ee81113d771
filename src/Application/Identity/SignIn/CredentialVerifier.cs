using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Identity;

/// <summary>
/// Finds the user with this e-mail address and password, with rate limits. It takes the same time whether or not the account exists.
/// </summary>
/// <remarks>
/// Failures from unknown client addresses count per account; an attempt counts as a failure until it is right. At the limit, unknown
/// addresses are rejected until the window ends. A client address with an earlier sign-in of this account has its own counter. So an
/// attacker cannot lock a user out at their usual addresses.
/// </remarks>
internal sealed class CredentialVerifier(IData data, IPasswordHasher hasher, IThrottle throttle, AuthSettings settings, TimeProvider clock)
{
    /// <exception cref="RejectedException">Unauthenticated or TooManyRequests.</exception>
    public async Task<User> VerifyAsync(string email, string password, string clientAddress, CancellationToken ct)
    {
        email = EmailAddress.Normalize(email);
        var knownAddress = new RateLimitedAttempt(AuthSettings.KnownAddressMemory, $"{email} {clientAddress}");
        var isKnownAddress = await throttle.GetCountAsync(knownAddress, ct) > 0;
        RateLimitedAttempt[] failures =
        [
            new(settings.SignInAccountLimit, isKnownAddress ? knownAddress.Key : email),
            new(settings.SignInAddressLimit, clientAddress),
        ];
        User? user = null;
        var match = PasswordVerificationResult.Failed;
        var isRight = await throttle.VerifyAsync(
            failures,
            async () =>
            {
                user = await data.Set<User>().AsNoTracking().SingleOrDefaultAsync(u => u.Email == email && u.DeletedAt == null, ct);
                if (password.Length <= PasswordRule.MaxLength)
                    match = await hasher.VerifyAsync(user?.PasswordHash, password, ct);
                return user is not null && match != PasswordVerificationResult.Failed;
            },
            ct
        );
        if (!isRight || user is null)
            throw RejectedException.Unauthenticated("Invalid Credentials");

        if (user.IsBlocked)
            throw RejectedException.Unauthenticated("Your account has been marked as spam and is blocked. Please contact us.");
        if (!isKnownAddress)
            await throttle.CountAsync([knownAddress], ct);
        await RecordSignInAsync(user, password, match, ct);
        return user;
    }

    /// <summary>Runs one statement without a unit of work, so that a sign-in holds no connection while the password is hashed.</summary>
    private async Task RecordSignInAsync(User user, string password, PasswordVerificationResult match, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (match == PasswordVerificationResult.Success)
        {
            await data.UpdateAsync(
                DirectWrites.SignIn,
                data.Set<User>().Where(u => u.Id == user.Id && u.DeletedAt == null),
                s => s.SetProperty(u => u.LastAccessedAt, now),
                ct
            );
            return;
        }

        var currentHash = user.PasswordHash;
        var newHash = await hasher.HashAsync(password, ct);
        await data.UpdateAsync(
            DirectWrites.SignIn,
            data.Set<User>().Where(u => u.Id == user.Id && u.DeletedAt == null && u.PasswordHash == currentHash),
            s => s.SetProperty(u => u.LastAccessedAt, now).SetProperty(u => u.PasswordHash, newHash),
            ct
        );
    }
}
