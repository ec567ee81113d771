using System.Security.Cryptography;
using System.Text;
using NSec.Cryptography;
using OpenEvent.Application.Identity;
using OpenEvent.Domain.Common;

namespace OpenEvent.Infrastructure.Security;

/// <summary>
/// Hashes passwords with Argon2id (RFC 9106) of libsodium. A hash is a PHC string with its parameters, so that the settings can be changed
/// at any time.
/// </summary>
/// <param name="slots">One for each hash that may be computed at the same time. Null uses the settings. Tests pass their own.</param>
internal sealed class PasswordHasher(AuthSettings settings, SemaphoreSlim? slots = null) : IPasswordHasher, IDisposable
{
    /// <summary>libsodium computes hashes with one lane and salts of 16 bytes.</summary>
    private const int Lanes = 1,
        SaltLength = 16,
        HashLength = 32;

    private static readonly byte[] DummySalt = new byte[SaltLength];

    private readonly SemaphoreSlim _slots = slots ?? new(settings.HashesAtOnce > 0 ? settings.HashesAtOnce : Environment.ProcessorCount);
    private int _waiting;

    public Task<string> HashAsync(string password, CancellationToken ct)
    {
        ArgumentException.ThrowIfNullOrEmpty(password);
        var salt = RandomNumberGenerator.GetBytes(SaltLength);
        return RunAsync(() => ComputeWithSettings(password, salt).ToString(), ct);
    }

    public Task<PasswordVerificationResult> VerifyAsync(string? hash, string password, CancellationToken ct)
    {
        var stored = PasswordHash.Parse(hash);
        return RunAsync(() => stored is null ? VerifyNothing(password) : Verify(stored, password), ct);
    }

    public void Dispose() => _slots.Dispose();

    private PasswordVerificationResult Verify(PasswordHash stored, string password)
    {
        if (!IsMatch(stored, password))
            return PasswordVerificationResult.Failed;
        var isCurrent =
            (stored.MemoryKiB, stored.Passes, stored.Lanes, stored.Salt.Length, stored.Value.Length)
            == (settings.HashMemoryKiB, settings.HashPasses, Lanes, SaltLength, HashLength);
        return isCurrent ? PasswordVerificationResult.Success : PasswordVerificationResult.SuccessRehashNeeded;
    }

    /// <summary>Without a stored hash the work is the same, so that the time does not tell whether an account exists.</summary>
    private PasswordVerificationResult VerifyNothing(string password)
    {
        ComputeWithSettings(password, DummySalt);
        return PasswordVerificationResult.Failed;
    }

    private PasswordHash ComputeWithSettings(string password, byte[] salt) =>
        new(
            settings.HashMemoryKiB,
            settings.HashPasses,
            Lanes,
            salt,
            Compute(password, salt, settings.HashMemoryKiB, settings.HashPasses, HashLength)
        );

    private static bool IsMatch(PasswordHash stored, string password) =>
        stored is { Lanes: Lanes, Salt.Length: SaltLength }
            ? CryptographicOperations.FixedTimeEquals(
                Compute(password, stored.Salt, stored.MemoryKiB, stored.Passes, stored.Value.Length),
                stored.Value
            )
            : Argon2idString.Verify(stored.ToString(), Encoding.UTF8.GetBytes(password));

    private static byte[] Compute(string password, byte[] salt, int memoryKiB, int passes, int length)
    {
        var parameters = new Argon2Parameters
        {
            MemorySize = memoryKiB,
            NumberOfPasses = passes,
            DegreeOfParallelism = Lanes,
        };
        return PasswordBasedKeyDerivationAlgorithm.Argon2id(parameters).DeriveBytes(Encoding.UTF8.GetBytes(password), salt, length);
    }

    /// <summary>Computes in a slot. The caller's thread computes: it is one of the pool, and a hash never waits for anything.</summary>
    private async Task<T> RunAsync<T>(Func<T> compute, CancellationToken ct)
    {
        if (Interlocked.Increment(ref _waiting) > settings.HashesWaiting + _slots.CurrentCount)
        {
            Interlocked.Decrement(ref _waiting);
            throw RejectedException.TooManyRequests(
                "The server is busy with other sign-ins. Try again in a moment.",
                TimeSpan.FromSeconds(2)
            );
        }

        try
        {
            await _slots.WaitAsync(ct);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }

        try
        {
            return compute();
        }
        finally
        {
            _slots.Release();
        }
    }
}
