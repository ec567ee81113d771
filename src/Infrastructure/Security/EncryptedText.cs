using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace OpenEvent.Infrastructure.Security;

/// <summary>
/// Texts encrypted with a key that HKDF (RFC 5869) derives from the server's secret for each purpose. It protects the key ring of Data
/// Protection, and it opens the values that versions before Data Protection stored.
/// </summary>
/// <remarks>
/// AES-256-GCM (NIST SP 800-38D); the layout is nonce, ciphertext, tag. The prefix "openevent seal" of the HKDF info must not change,
/// because it is part of the keys of stored texts.
/// </remarks>
internal static class EncryptedText
{
    private const int KeyLength = 32;
    private const int NonceLength = 12;
    private const int TagLength = 16;

    /// <returns>URL-safe base64.</returns>
    public static string Encrypt(byte[] secret, string purpose, string text)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        var encrypted = new byte[NonceLength + plain.Length + TagLength];
        RandomNumberGenerator.Fill(encrypted.AsSpan(0, NonceLength));
        using var aes = new AesGcm(DeriveKey(secret, purpose), TagLength);
        aes.Encrypt(encrypted.AsSpan(0, NonceLength), plain, encrypted.AsSpan(NonceLength, plain.Length), encrypted.AsSpan(^TagLength..));
        return Base64Url.EncodeToString(encrypted);
    }

    /// <returns>Null if the text was altered, or encrypted for another purpose or with another secret.</returns>
    public static string? Decrypt(byte[] secret, string purpose, string encryptedText)
    {
        if (!Base64Url.IsValid(encryptedText))
            return null;
        var encrypted = Base64Url.DecodeFromChars(encryptedText);
        if (encrypted.Length < NonceLength + TagLength)
            return null;
        var plain = new byte[encrypted.Length - NonceLength - TagLength];
        using var aes = new AesGcm(DeriveKey(secret, purpose), TagLength);
        try
        {
            aes.Decrypt(
                encrypted.AsSpan(0, NonceLength),
                encrypted.AsSpan(NonceLength, plain.Length),
                encrypted.AsSpan(^TagLength..),
                plain
            );
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }

        return Encoding.UTF8.GetString(plain);
    }

    private static byte[] DeriveKey(byte[] secret, string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, KeyLength, info: Encoding.UTF8.GetBytes($"openevent seal {purpose}"));
}
