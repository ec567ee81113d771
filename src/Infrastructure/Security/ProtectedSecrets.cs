using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using OpenEvent.Application.Identity;
using OpenEvent.Infrastructure.Persistence;

namespace OpenEvent.Infrastructure.Security;

/// <summary>Encrypts with ASP.NET Core Data Protection, and opens what earlier versions encrypted with the server's secret.</summary>
internal sealed class ProtectedSecrets(ServerSecret secret, IDataProtectionProvider protection, Database database) : ISecrets
{
    /// <summary>The class of the advisory lock under which the first key is created.</summary>
    private const int LockClass = 0x0E_5EC7;

    public ValueTask<byte[]> GetKeyAsync(CancellationToken ct) => secret.GetKeyAsync(ct);

    public ValueTask<string> EncryptAsync(string purpose, string text, CancellationToken ct) =>
        ValueTask.FromResult(protection.CreateProtector(purpose).Protect(text));

    public async ValueTask<string?> DecryptAsync(string purpose, string encryptedText, CancellationToken ct)
    {
        try
        {
            return protection.CreateProtector(purpose).Unprotect(encryptedText);
        }
        catch (CryptographicException)
        {
            return EncryptedText.Decrypt(await GetKeyAsync(ct), purpose, encryptedText);
        }
    }

    /// <summary>
    /// Loads secret and key ring, so that no request waits for them. Of several nodes that start at once, one creates the first key and the
    /// others wait and read it: a node would know the keys of the others only a day later.
    /// </summary>
    public async Task LoadAsync(CancellationToken ct)
    {
        await secret.GetKeyAsync(ct);
        await using var connection = await database.DataSource.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT pg_advisory_xact_lock({LockClass}, 0)";
        await command.ExecuteNonQueryAsync(ct);
        protection.CreateProtector("start").Protect("");
        await transaction.CommitAsync(ct);
    }
}
