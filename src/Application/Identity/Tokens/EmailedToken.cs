using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace OpenEvent.Application.Identity;

/// <summary>A token for a link in an e-mail: 256 random bits. The database stores its SHA-256 hash only.</summary>
/// <remarks>A fast hash is enough for a random value. Only passwords need a slow one.</remarks>
internal readonly record struct EmailedToken(string Value, string Hash)
{
    public static EmailedToken Create()
    {
        var value = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        return new EmailedToken(value, ComputeHash(value));
    }

    public static string ComputeHash(string value) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(value)));
}
