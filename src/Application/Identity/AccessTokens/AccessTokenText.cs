using System.Security.Cryptography;
using System.Text;

namespace OpenEvent.Application.Identity;

/// <summary>
/// The text of an access token: a prefix by which scanners for leaked secrets find it, 43 random characters (256 bits) and a checksum of 6
/// characters, by which they, and the server, tell it from other texts without asking the database. The characters are letters and digits,
/// so a double click selects all of it.
/// </summary>
public static class AccessTokenText
{
    public const string PersonalPrefix = "oe_pat_";
    public const string ServicePrefix = "oe_svc_";

    private const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const int RandomLength = 43;
    private const int ChecksumLength = 6;

    public static string Create(bool isServiceAccount)
    {
        var text = (isServiceAccount ? ServicePrefix : PersonalPrefix) + RandomNumberGenerator.GetString(Digits, RandomLength);
        return text + ChecksumOf(text);
    }

    /// <summary>Whether the text is meant as an access token, and not as a JSON Web Token.</summary>
    public static bool HasPrefix(string text) =>
        text.StartsWith(PersonalPrefix, StringComparison.Ordinal) || text.StartsWith(ServicePrefix, StringComparison.Ordinal);

    /// <summary>Whether the text has the form and the checksum of an access token.</summary>
    public static bool IsWellFormed(string text) =>
        HasPrefix(text)
        && text.Length == PersonalPrefix.Length + RandomLength + ChecksumLength
        && text.EndsWith(ChecksumOf(text[..^ChecksumLength]), StringComparison.Ordinal);

    /// <summary>What the database stores. A fast hash is enough for a random value: only passwords need a slow one.</summary>
    public static string HashOf(string text) => EmailedToken.ComputeHash(text);

    /// <summary>CRC-32 (IEEE 802.3) in base 62. It finds typing errors; what protects the token is its length.</summary>
    private static string ChecksumOf(string text)
    {
        var crc = uint.MaxValue;
        foreach (var b in Encoding.UTF8.GetBytes(text))
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320);
        }

        crc = ~crc;
        Span<char> checksum = stackalloc char[ChecksumLength];
        for (var i = ChecksumLength - 1; i >= 0; i--, crc /= 62)
            checksum[i] = Digits[(int)(crc % 62)];
        return new string(checksum);
    }
}
