using System.Globalization;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Identity;

/// <summary>Verifies the password of a signed-in user and limits failures, so that a stolen token cannot be used to guess it.</summary>
internal sealed class PasswordConfirmation(IPasswordHasher hasher, IThrottle throttle, AuthSettings settings)
{
    /// <remarks>It must run before the transaction of the request, see <see cref="IThrottle.CountGuessAsync"/>.</remarks>
    /// <exception cref="RejectedException">TooManyRequests.</exception>
    public Task<bool> VerifyAsync(long userId, string? hash, string password, CancellationToken ct) =>
        throttle.VerifyAsync(
            [new(settings.PasswordConfirmationLimit, userId.ToString(CultureInfo.InvariantCulture))],
            async () =>
                password.Length <= PasswordRule.MaxLength
                && await hasher.VerifyAsync(hash, password, ct) != PasswordVerificationResult.Failed,
            ct
        );
}

/// <summary>The result of verifying a password before the transaction, stored in the request's <c>Preflight</c>.</summary>
/// <param name="UserId">The user whose password was verified.</param>
/// <param name="Hash">The hash that it was compared with. The command compares it with the hash of the locked row.</param>
internal sealed record ConfirmedPassword(long UserId, string? Hash, bool IsRight);
