using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Npgsql;
using OpenEvent.Application.Identity;

namespace OpenEvent.Infrastructure.Security;

/// <summary>The configured secret, or a random one that the first node stores in the table <c>secrets</c> for all nodes.</summary>
/// <remarks>
/// Encryption is AES-256-GCM (NIST SP 800-38D). HKDF (RFC 5869) derives a key for each purpose. Layout: random nonce, ciphertext, tag. The
/// prefix "openevent seal" of the HKDF info must not change, because it is part of the keys of stored texts.
/// </remarks>
internal sealed class ServerSecret(AuthSettings settings, NpgsqlDataSource database) : ISecrets
{
    private const int KeyLength = 32,
        NonceLength = 12,
        TagLength = 16;

    private byte[]? _key = settings.Secret is { Length: > 0 } secret ? ParseConfiguredKey(secret) : null;

    public async ValueTask<byte[]> GetKeyAsync(CancellationToken ct) => _key ??= await LoadOrCreateKeyAsync(ct);

    public async ValueTask<string> EncryptAsync(string purpose, string text, CancellationToken ct)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        var encrypted = new byte[NonceLength + plain.Length + TagLength];
        RandomNumberGenerator.Fill(encrypted.AsSpan(0, NonceLength));
        using var aes = new AesGcm(await DeriveKeyAsync(purpose, ct), TagLength);
        aes.Encrypt(encrypted.AsSpan(0, NonceLength), plain, encrypted.AsSpan(NonceLength, plain.Length), encrypted.AsSpan(^TagLength..));
        return Base64Url.EncodeToString(encrypted);
    }

    public async ValueTask<string?> DecryptAsync(string purpose, string encryptedText, CancellationToken ct)
    {
        if (!Base64Url.IsValid(encryptedText))
            return null;
        var encrypted = Base64Url.DecodeFromChars(encryptedText);
        if (encrypted.Length < NonceLength + TagLength)
            return null;
        var plain = new byte[encrypted.Length - NonceLength - TagLength];
        using var aes = new AesGcm(await DeriveKeyAsync(purpose, ct), TagLength);
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

    private async ValueTask<byte[]> DeriveKeyAsync(string purpose, CancellationToken ct) =>
        HKDF.DeriveKey(
            HashAlgorithmName.SHA256,
            await GetKeyAsync(ct),
            KeyLength,
            info: Encoding.UTF8.GetBytes($"openevent seal {purpose}")
        );

    private static byte[] ParseConfiguredKey(string secret) =>
        Encoding.UTF8.GetBytes(secret) is { Length: >= KeyLength } key
            ? key
            : throw new InvalidOperationException($"Auth:Secret must have at least {KeyLength} bytes.");

    /// <summary>The first node inserts a secret. All nodes then read the stored one.</summary>
    private async Task<byte[]> LoadOrCreateKeyAsync(CancellationToken ct)
    {
        await using var insert = database.CreateCommand(
            "INSERT INTO secrets (name, value) VALUES ('server', $1) ON CONFLICT (name) DO NOTHING"
        );
        insert.Parameters.AddWithValue(RandomNumberGenerator.GetBytes(KeyLength));
        await insert.ExecuteNonQueryAsync(ct);
        await using var select = database.CreateCommand("SELECT value FROM secrets WHERE name = 'server'");
        return (byte[])(await select.ExecuteScalarAsync(ct))!;
    }
}
