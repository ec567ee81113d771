using System.Security.Cryptography;

namespace OpenEvent.Infrastructure.Persistence;

/// <summary>AES-256-GCM. The layout is nonce (12 bytes), tag (16 bytes), ciphertext; stored answers have it.</summary>
internal static class AesGcmCipher
{
    private const int NonceLength = 12;
    private const int TagLength = 16;

    /// <param name="key">32 bytes.</param>
    public static byte[] Encrypt(byte[] plaintext, byte[] key)
    {
        var ciphertext = new byte[NonceLength + TagLength + plaintext.Length];
        RandomNumberGenerator.Fill(ciphertext.AsSpan(0, NonceLength));
        using var aes = new AesGcm(key, TagLength);
        aes.Encrypt(
            ciphertext.AsSpan(0, NonceLength),
            plaintext,
            ciphertext.AsSpan(NonceLength + TagLength),
            ciphertext.AsSpan(NonceLength, TagLength)
        );
        return ciphertext;
    }

    /// <param name="key">32 bytes.</param>
    /// <exception cref="CryptographicException">The key is wrong, or the ciphertext was changed.</exception>
    public static byte[] Decrypt(byte[] ciphertext, byte[] key)
    {
        var plaintext = new byte[ciphertext.Length - NonceLength - TagLength];
        using var aes = new AesGcm(key, TagLength);
        aes.Decrypt(
            ciphertext.AsSpan(0, NonceLength),
            ciphertext.AsSpan(NonceLength + TagLength),
            ciphertext.AsSpan(NonceLength, TagLength),
            plaintext
        );
        return plaintext;
    }
}
