using System.Buffers.Text;
using System.Security.Cryptography;

namespace OpenEvent.Application.Lab;

/// <summary>Makes the secret codes in links to shared scripts and in invitations to classes.</summary>
internal static class ShareCodes
{
    /// <summary>22 characters of 16 random bytes.</summary>
    public static string Create() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));

    /// <summary>Ten characters that a teacher can read aloud: no 0, 1, i, l or o.</summary>
    public static string CreateJoinCode() => RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 10);
}
