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
internal sealed class Credentials(IData data, IPasswordHasher hasher, IThrottle throttle, AuthSettings settings, TimeProvider clock)
{
    /// <exception cref="Refused">Unauthenticated or throttled.</exception>
    public async Task<User> CheckAsync(string email, string password, string address, CancellationToken ct)
    {
        email = EmailAddress.Normal(email);
        var known = new Attempt(AuthSettings.KnownAddress, $"{email} {address}");
        var isKnown = await throttle.CountOfAsync(known, ct) > 0;
        Attempt[] failures = [new(settings.AccountLimit, isKnown ? known.Key : email), new(settings.AddressLimit, address)];
        await throttle.CheckAsync(failures, ct);

        var user = await data.Set<User>().AsNoTracking().SingleOrDefaultAsync(u => u.Email == email && u.DeletedAt == null, ct);
        var match =
            password.Length <= PasswordRule.MaxLength ? await hasher.VerifyAsync(user?.PasswordHash, password, ct) : PasswordMatch.No;
        if (user is null || match == PasswordMatch.No)
        {
            await throttle.CountAsync(failures, ct);
            throw Refused.Unauthenticated("Invalid Credentials");
        }

        if (user.IsBlocked)
            throw Refused.Unauthenticated("Your account has been marked as spam and is blocked. Please contact us.");
        if (!isKnown)
            await throttle.CountAsync([known], ct);
        await NoteAsync(user, password, match, ct);
        return user;
    }

    /// <summary>One statement of its own and no unit of work: a sign-in must not hold a connection while the password is hashed.</summary>
    private async Task NoteAsync(User user, string password, PasswordMatch match, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (match == PasswordMatch.Yes)
        {
            await data.Set<User>().Where(u => u.Id == user.Id).ExecuteUpdateAsync(s => s.SetProperty(u => u.LastAccessedAt, now), ct);
            return;
        }

        var (old, renewed) = (user.PasswordHash, await hasher.HashAsync(password, ct));
        await data.Set<User>()
            .Where(u => u.Id == user.Id && u.PasswordHash == old)
            .ExecuteUpdateAsync(s => s.SetProperty(u => u.LastAccessedAt, now).SetProperty(u => u.PasswordHash, renewed), ct);
    }
}
