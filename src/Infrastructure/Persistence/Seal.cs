using System.Security.Cryptography;

namespace OpenEvent.Infrastructure.Persistence;

/// <summary>AES-256-GCM with a random nonce in front.</summary>
internal static class Seal
{
    private const int Nonce = 12,
        Tag = 16;

    public static byte[] Close(byte[] plain, byte[] key)
    {
        var closed = new byte[Nonce + Tag + plain.Length];
        RandomNumberGenerator.Fill(closed.AsSpan(0, Nonce));
        using var aes = new AesGcm(key, Tag);
        aes.Encrypt(closed.AsSpan(0, Nonce), plain, closed.AsSpan(Nonce + Tag), closed.AsSpan(Nonce, Tag));
        return closed;
    }

    public static byte[] Open(byte[] closed, byte[] key)
    {
        var plain = new byte[closed.Length - Nonce - Tag];
        using var aes = new AesGcm(key, Tag);
        aes.Decrypt(closed.AsSpan(0, Nonce), closed.AsSpan(Nonce + Tag), closed.AsSpan(Nonce, Tag), plain);
        return plain;
    }
}
