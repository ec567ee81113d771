using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace OpenEvent.Application.Identity;

/// <summary>A secret that goes out by mail: 256 random bits in clear once, SHA-256 of them in the database.</summary>
/// <remarks>A plain hash is enough for what nobody can guess; only passwords need a slow one.</remarks>
internal readonly record struct EmailedToken(string Value, string Hash)
{
    public static EmailedToken Create()
    {
        var value = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        return new EmailedToken(value, ComputeHash(value));
    }

    public static string ComputeHash(string value) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(value)));
}
