using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Identity;

/// <summary>Hashes passwords for storage and verifies them.</summary>
public interface IPasswordHasher
{
    /// <exception cref="RejectedException">TooManyRequests: too many are waiting on this node.</exception>
    Task<string> HashAsync(string password, CancellationToken ct);

    /// <summary>
    /// Verifies a password in constant time. If <paramref name="hash"/> is null, it does the same work and returns Failed.
    /// </summary>
    /// <exception cref="RejectedException">TooManyRequests: too many are waiting on this node.</exception>
    Task<PasswordVerificationResult> VerifyAsync(string? hash, string password, CancellationToken ct);
}
