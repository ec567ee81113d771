using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Konscious.Security.Cryptography;
using OpenEvent.Application.Identity;
using OpenEvent.Domain.Common;

namespace OpenEvent.Infrastructure.Security;

/// <summary>
/// Hashes passwords with Argon2id (RFC 9106). A hash is a PHC string with its parameters, so that the settings can be changed at any time.
/// </summary>
/// <param name="slots">One for each hash that may be computed at the same time. Null uses the settings. Tests pass their own.</param>
internal sealed partial class PasswordHasher(AuthSettings settings, SemaphoreSlim? slots = null) : IPasswordHasher, IDisposable
{
    private const int SaltLength = 16,
        HashLength = 32;

    /// <summary>Upper limits for the parameters of a stored hash, so that a manipulated row cannot allocate gigabytes.</summary>
    private const int MaxMemoryKiB = 1 << 20,
        MaxPasses = 64,
        MaxLanes = 64;

    private static readonly byte[] DummySalt = new byte[SaltLength];

    private readonly SemaphoreSlim _slots = slots ?? new(settings.HashesAtOnce > 0 ? settings.HashesAtOnce : Environment.ProcessorCount);
    private int _waiting;

    public async Task<string> HashAsync(string password, CancellationToken ct)
    {
        ArgumentException.ThrowIfNullOrEmpty(password);
        var salt = RandomNumberGenerator.GetBytes(SaltLength);
        var memory = settings.HashMemoryKiB;
        var passes = settings.HashPasses;
        var lanes = settings.HashLanes;
        var hash = await ComputeAsync(password, salt, memory, passes, lanes, HashLength, ct);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"$argon2id$v=19$m={memory},t={passes},p={lanes}${ToUnpaddedBase64(salt)}${ToUnpaddedBase64(hash)}"
        );
    }

    public async Task<PasswordVerificationResult> VerifyAsync(string? hash, string password, CancellationToken ct)
    {
        if (
            hash is null
            || PhcPattern().Match(hash) is not { Success: true } parts
            || !TryParse(parts, out var m, out var t, out var p, out var salt, out var expected)
        )
        {
            await ComputeAsync(password, DummySalt, settings.HashMemoryKiB, settings.HashPasses, settings.HashLanes, HashLength, ct);
            return PasswordVerificationResult.Failed;
        }

        var actual = await ComputeAsync(password, salt, m, t, p, expected.Length, ct);
        if (!CryptographicOperations.FixedTimeEquals(actual, expected))
            return PasswordVerificationResult.Failed;
        var isCurrent =
            (m, t, p, salt.Length, expected.Length)
            == (settings.HashMemoryKiB, settings.HashPasses, settings.HashLanes, SaltLength, HashLength);
        return isCurrent ? PasswordVerificationResult.Success : PasswordVerificationResult.SuccessRehashNeeded;
    }

    public void Dispose() => _slots.Dispose();

    private async Task<byte[]> ComputeAsync(
        string password,
        byte[] salt,
        int memory,
        int passes,
        int lanes,
        int length,
        CancellationToken ct
    )
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
            // Argon2id rejects an empty password. There is no stored hash of one, because HashAsync rejects it too.
            using var argon = new Argon2id(password.Length > 0 ? Encoding.UTF8.GetBytes(password) : [0])
            {
                Salt = salt,
                MemorySize = memory,
                Iterations = passes,
                DegreeOfParallelism = lanes,
            };
            // On a pool thread, because Konscious works synchronously before its first await.
            return await Task.Run(() => argon.GetBytesAsync(length), CancellationToken.None);
        }
        finally
        {
            _slots.Release();
        }
    }

    private static bool TryParse(Match parts, out int m, out int t, out int p, out byte[] salt, out byte[] hash)
    {
        salt = FromUnpaddedBase64(parts.Groups["salt"].Value);
        hash = FromUnpaddedBase64(parts.Groups["hash"].Value);
        t = p = 0;
        return int.TryParse(parts.Groups["m"].ValueSpan, CultureInfo.InvariantCulture, out m)
            && m is >= 8 and <= MaxMemoryKiB
            && int.TryParse(parts.Groups["t"].ValueSpan, CultureInfo.InvariantCulture, out t)
            && t is >= 1 and <= MaxPasses
            && int.TryParse(parts.Groups["p"].ValueSpan, CultureInfo.InvariantCulture, out p)
            && p is >= 1 and <= MaxLanes
            && salt.Length >= 8
            && hash.Length >= 16;
    }

    /// <summary>PHC strings contain base64 without padding.</summary>
    private static string ToUnpaddedBase64(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=');

    private static byte[] FromUnpaddedBase64(string unpadded)
    {
        var padded = unpadded.PadRight((unpadded.Length + 3) / 4 * 4, '=');
        var bytes = new byte[padded.Length];
        return Convert.TryFromBase64String(padded, bytes, out var written) ? bytes[..written] : [];
    }

    [GeneratedRegex(
        @"\A\$argon2id\$v=19\$m=(?<m>\d{1,7}),t=(?<t>\d{1,3}),p=(?<p>\d{1,3})"
            + @"\$(?<salt>[A-Za-z0-9+/]{1,86})\$(?<hash>[A-Za-z0-9+/]{1,86})\z",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex PhcPattern();
}
