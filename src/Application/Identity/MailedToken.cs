using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace OpenEvent.Application.Identity;

/// <summary>A secret that goes out by mail: 256 random bits in clear once, SHA-256 of them in the database.</summary>
/// <remarks>A plain hash is enough for what nobody can guess; only passwords need a slow one.</remarks>
internal readonly record struct MailedToken(string Clear, string Hash)
{
    public static MailedToken New()
    {
        var clear = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        return new MailedToken(clear, HashOf(clear));
    }

    public static string HashOf(string clear) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(clear)));
}
