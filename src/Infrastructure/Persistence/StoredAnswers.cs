using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Npgsql;
using OpenEvent.Application.Common;

namespace OpenEvent.Infrastructure.Persistence;

/// <summary>
/// The answers of one idempotency key, on one connection. They may hold tokens and personal data: at rest they are readable only to who brings the key
/// again, of which the database has a hash.
/// </summary>
internal sealed class StoredAnswers(NpgsqlConnection connection, NpgsqlTransaction? transaction, string scope, string key)
{
    public static readonly TimeSpan Life = TimeSpan.FromHours(24);

    private readonly byte[] _name = SHA256.HashData(Encoding.UTF8.GetBytes($"{scope}\n{key}"));

    private readonly byte[] _cipher = HKDF.DeriveKey(
        HashAlgorithmName.SHA256,
        Encoding.UTF8.GetBytes($"{scope}\n{key}"),
        32,
        info: "idempotent-answer"u8.ToArray()
    );

    /// <summary>The advisory lock that who holds the key holds.</summary>
    public long Lock => BinaryPrimitives.ReadInt64LittleEndian(_name);

    public async Task<IdempotentAnswer?> FindAsync(DateTimeOffset now, CancellationToken ct)
    {
        await using var batch = new NpgsqlBatch(connection, transaction) { BatchCommands = { Look(now) } };
        await using var reader = await batch.ExecuteReaderAsync(ct);
        return await ReadAsync(reader, ct);
    }

    /// <summary>Asks for the answer, which <see cref="ReadAsync"/> reads.</summary>
    public NpgsqlBatchCommand Look(DateTimeOffset now) =>
        new("SELECT fingerprint, status, headers, body FROM idempotent_answers WHERE name = $1 AND created_at > $2")
        {
            Parameters =
            {
                new() { Value = _name },
                new() { Value = now - Life },
            },
        };

    public async Task<IdempotentAnswer?> ReadAsync(NpgsqlDataReader reader, CancellationToken ct)
    {
        if (!await reader.ReadAsync(ct))
            return null;
        var headers = Encoding.UTF8.GetString(Seal.Open(Convert.FromBase64String(reader.GetString(2)), _cipher));
        return new IdempotentAnswer(reader.GetString(0), reader.GetInt32(1), headers, Seal.Open(reader.GetFieldValue<byte[]>(3), _cipher));
    }

    /// <param name="commits">The transaction, in the same go: what the request has locked is waited for until then.</param>
    public async Task SaveAsync(IdempotentAnswer answer, DateTimeOffset now, bool commits, CancellationToken ct)
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
                    new() { Value = _name },
                    new() { Value = answer.Fingerprint },
                    new() { Value = answer.Status },
                    new() { Value = Convert.ToBase64String(Seal.Close(Encoding.UTF8.GetBytes(answer.Headers), _cipher)) },
                    new() { Value = Seal.Close(answer.Body, _cipher) },
                    new() { Value = now },
                },
            }
        );
        if (commits)
            batch.BatchCommands.Add(new NpgsqlBatchCommand("COMMIT"));
        await batch.ExecuteNonQueryAsync(ct);
    }
}
