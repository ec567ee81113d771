using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Identity;

/// <summary>Turns passwords into something that is safe to store.</summary>
public interface IPasswordHasher
{
    /// <exception cref="RejectedException">Throttled: too many are waiting on this node.</exception>
    Task<string> HashAsync(string password, CancellationToken ct);

    /// <summary>Compares in a time that depends on neither. Without a hash it does the same work and says no.</summary>
    /// <exception cref="RejectedException">Throttled: too many are waiting on this node.</exception>
    Task<PasswordVerificationResult> VerifyAsync(string? hash, string password, CancellationToken ct);
}
