using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Npgsql;
using OpenEvent.Application.Identity;

namespace OpenEvent.Infrastructure.Security;

/// <summary>The configured secret, or one that the first node makes and keeps in the table <c>secrets</c> for all.</summary>
/// <remarks>Sealing is AES-256-GCM (NIST SP 800-38D) under a key that HKDF (RFC 5869) derives for each purpose; the nonce is random and stands first.</remarks>
internal sealed class ServerSecret(AuthSettings settings, NpgsqlDataSource database) : ISecrets
{
    private const int KeyLength = 32,
        NonceLength = 12,
        TagLength = 16;

    private byte[]? _key = settings.Secret is { Length: > 0 } secret ? Configured(secret) : null;

    public async ValueTask<byte[]> KeyAsync(CancellationToken ct) => _key ??= await KeptAsync(ct);

    public async ValueTask<string> SealAsync(string purpose, string text, CancellationToken ct)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        var box = new byte[NonceLength + plain.Length + TagLength];
        RandomNumberGenerator.Fill(box.AsSpan(0, NonceLength));
        using var aes = new AesGcm(await KeyForAsync(purpose, ct), TagLength);
        aes.Encrypt(box.AsSpan(0, NonceLength), plain, box.AsSpan(NonceLength, plain.Length), box.AsSpan(^TagLength..));
        return Base64Url.EncodeToString(box);
    }

    public async ValueTask<string?> OpenAsync(string purpose, string sealedText, CancellationToken ct)
    {
        if (!Base64Url.IsValid(sealedText))
            return null;
        var box = Base64Url.DecodeFromChars(sealedText);
        if (box.Length < NonceLength + TagLength)
            return null;
        var plain = new byte[box.Length - NonceLength - TagLength];
        using var aes = new AesGcm(await KeyForAsync(purpose, ct), TagLength);
        try
        {
            aes.Decrypt(box.AsSpan(0, NonceLength), box.AsSpan(NonceLength, plain.Length), box.AsSpan(^TagLength..), plain);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }

        return Encoding.UTF8.GetString(plain);
    }

    private async ValueTask<byte[]> KeyForAsync(string purpose, CancellationToken ct) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, await KeyAsync(ct), KeyLength, info: Encoding.UTF8.GetBytes($"openevent seal {purpose}"));

    private static byte[] Configured(string secret) =>
        Encoding.UTF8.GetBytes(secret) is { Length: >= KeyLength } key
            ? key
            : throw new InvalidOperationException($"Auth:Secret has fewer than {KeyLength} bytes.");

    /// <summary>Whoever comes first writes; all read what was written.</summary>
    private async Task<byte[]> KeptAsync(CancellationToken ct)
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
