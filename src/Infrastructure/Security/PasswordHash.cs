using System.Globalization;
using System.Text.RegularExpressions;

namespace OpenEvent.Infrastructure.Security;

/// <summary>The parts of a stored Argon2id hash, a PHC string such as <c>$argon2id$v=19$m=19456,t=2,p=1$SALT$HASH</c>.</summary>
internal sealed partial record PasswordHash(int MemoryKiB, int Passes, int Lanes, byte[] Salt, byte[] Value)
{
    /// <summary>Upper limits for the parameters of a stored hash, so that a manipulated row cannot allocate gigabytes.</summary>
    private const int MaxMemoryKiB = 1 << 20,
        MaxPasses = 64,
        MaxLanes = 64;

    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"$argon2id$v=19$m={MemoryKiB},t={Passes},p={Lanes}${ToUnpaddedBase64(Salt)}${ToUnpaddedBase64(Value)}"
        );

    /// <returns>Null if the text is not a hash of Argon2id, or its parameters are outside the limits.</returns>
    public static PasswordHash? Parse(string? text)
    {
        if (text is null || PhcPattern().Match(text) is not { Success: true } parts)
            return null;
        var hash = new PasswordHash(
            Number(parts, "m"),
            Number(parts, "t"),
            Number(parts, "p"),
            FromUnpaddedBase64(parts.Groups["salt"].Value),
            FromUnpaddedBase64(parts.Groups["hash"].Value)
        );
        return
            hash is { Passes: >= 1 and <= MaxPasses, Lanes: >= 1 and <= MaxLanes, Salt.Length: >= 8, Value.Length: >= 16 }
            && hash.MemoryKiB >= 8 * hash.Lanes
            && hash.MemoryKiB <= MaxMemoryKiB
            ? hash
            : null;
    }

    private static int Number(Match parts, string name) => int.Parse(parts.Groups[name].ValueSpan, CultureInfo.InvariantCulture);

    /// <summary>PHC strings contain base64 without padding.</summary>
    private static string ToUnpaddedBase64(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=');

    private static byte[] FromUnpaddedBase64(string unpadded)
    {
        var padded = unpadded.PadRight((unpadded.Length + 3) / 4 * 4, '=');
        var bytes = new byte[padded.Length];
        return Convert.TryFromBase64String(padded, bytes, out var written) ? bytes[..written] : [];
    }

    [GeneratedRegex(
        @"\A\$argon2id\$v=19\$m=(?<m>[0-9]{1,7}),t=(?<t>[0-9]{1,3}),p=(?<p>[0-9]{1,3})"
            + @"\$(?<salt>[A-Za-z0-9+/]{1,86})\$(?<hash>[A-Za-z0-9+/]{1,86})\z",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex PhcPattern();
}
