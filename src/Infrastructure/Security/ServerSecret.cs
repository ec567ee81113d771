using System.Security.Cryptography;
using System.Text;
using Npgsql;
using OpenEvent.Application.Common;
using OpenEvent.Application.Identity;

namespace OpenEvent.Infrastructure.Security;

/// <summary>The configured secret, or a random one that the first node stores in the table <c>secrets</c> for all nodes.</summary>
internal sealed class ServerSecret(AuthSettings settings, NpgsqlDataSource database) : IResettable
{
    private const int KeyLength = 32;

    private byte[]? _key = settings.Secret is { Length: > 0 } secret ? ParseConfiguredKey(secret) : null;

    public async ValueTask<byte[]> GetKeyAsync(CancellationToken ct) => _key ??= await LoadOrCreateKeyAsync(ct);

    /// <summary>Takes another key until the next start, so that what was signed before is refused.</summary>
    public Task ResetAsync(CancellationToken ct)
    {
        _key = RandomNumberGenerator.GetBytes(KeyLength);
        return Task.CompletedTask;
    }

    /// <exception cref="InvalidOperationException">The secret is too short.</exception>
    public static byte[] ParseConfiguredKey(string secret) =>
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
