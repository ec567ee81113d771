using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Npgsql;
using OpenEvent.Application.Common;

namespace OpenEvent.Infrastructure.Persistence;

/// <summary>
/// Stores and finds the answer of one idempotency key, on one connection. Answers may contain tokens and personal data, so they are
/// encrypted with a key that is derived from the idempotency key. The database holds only a hash of that key.
/// </summary>
internal sealed class IdempotentAnswerStore(NpgsqlConnection connection, NpgsqlTransaction? transaction, string scope, string key)
{
    public static readonly TimeSpan RetentionPeriod = TimeSpan.FromHours(24);

    private readonly byte[] _keyHash = SHA256.HashData(Encoding.UTF8.GetBytes($"{scope}\n{key}"));

    private readonly byte[] _encryptionKey = HKDF.DeriveKey(
        HashAlgorithmName.SHA256,
        Encoding.UTF8.GetBytes($"{scope}\n{key}"),
        32,
        info: "idempotent-answer"u8.ToArray()
    );

    /// <summary>The id of the advisory lock that the holder of the idempotency key holds.</summary>
    public long AdvisoryLockId => BinaryPrimitives.ReadInt64LittleEndian(_keyHash);

    public async Task<IdempotentAnswer?> FindAsync(DateTimeOffset now, CancellationToken ct)
    {
        await using var batch = new NpgsqlBatch(connection, transaction) { BatchCommands = { CreateFindCommand(now) } };
        await using var reader = await batch.ExecuteReaderAsync(ct);
        return await ReadAsync(reader, ct);
    }

    /// <summary>Selects the stored answer, which <see cref="ReadAsync"/> reads.</summary>
    public NpgsqlBatchCommand CreateFindCommand(DateTimeOffset now) =>
        new("SELECT fingerprint, status, headers, body FROM idempotent_answers WHERE name = $1 AND created_at > $2")
        {
            Parameters =
            {
                new() { Value = _keyHash },
                new() { Value = now - RetentionPeriod },
            },
        };

    public async Task<IdempotentAnswer?> ReadAsync(NpgsqlDataReader reader, CancellationToken ct)
    {
        if (!await reader.ReadAsync(ct))
            return null;
        var headers = Encoding.UTF8.GetString(AesGcmCipher.Decrypt(Convert.FromBase64String(reader.GetString(2)), _encryptionKey));
        return new IdempotentAnswer(
            reader.GetString(0),
            reader.GetInt32(1),
            headers,
            AesGcmCipher.Decrypt(reader.GetFieldValue<byte[]>(3), _encryptionKey)
        );
    }

    /// <param name="commit">
    /// True: also commits the transaction, in the same round trip, so that the request's row locks are held shorter.
    /// </param>
    public async Task SaveAsync(IdempotentAnswer answer, DateTimeOffset now, bool commit, CancellationToken ct)
    {
        await using var batch = new NpgsqlBatch(connection, transaction);
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand(
                """
                INSERT INTO idempotent_answers (name, fingerprint, status, headers, body, created_at) VALUES ($1, $2, $3, $4, $5, $6)
                ON CONFLICT (name) DO UPDATE SET fingerprint = $2, status = $3, headers = $4, body = $5, created_at = $6
                """
            )
            {
                Parameters =
                {
                    new() { Value = _keyHash },
                    new() { Value = answer.Fingerprint },
                    new() { Value = answer.Status },
                    new() { Value = Convert.ToBase64String(AesGcmCipher.Encrypt(Encoding.UTF8.GetBytes(answer.Headers), _encryptionKey)) },
                    new() { Value = AesGcmCipher.Encrypt(answer.Body, _encryptionKey) },
                    new() { Value = now },
                },
            }
        );
        if (commit)
            batch.BatchCommands.Add(new NpgsqlBatchCommand("COMMIT"));
        // As CommitInterceptor commits. Outside a transaction the statement itself is a commit.
        ct.ThrowIfCancellationRequested();
        batch.Timeout = 0;
        await batch.ExecuteNonQueryAsync(CancellationToken.None);
    }
}
