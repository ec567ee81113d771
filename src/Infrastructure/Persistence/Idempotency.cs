using System.Buffers.Binary;
using System.Data;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using OpenEvent.Application.Common;

namespace OpenEvent.Infrastructure.Persistence;

/// <summary>
/// Idempotency keys under a transaction-level advisory lock: effect and answer commit together, and a holder that is killed lets go with its
/// connection. A holder that hangs is cut off by <c>idle_in_transaction_session_timeout</c>, so no key is blocked for longer than 30 s.
/// </summary>
internal sealed class Idempotency(OpenEventDb db, TimeProvider clock) : IIdempotency
{
    private readonly OpenEventDb _db = db;
    private readonly TimeProvider _clock = clock;

    /// <summary>Where a request's own effect begins, after the claim.</summary>
    public const string Savepoint = "request";

    private static readonly TimeSpan Life = TimeSpan.FromHours(24);

    public async Task<IClaim?> ClaimAsync(string scope, string key, CancellationToken ct)
    {
        var name = SHA256.HashData(Encoding.UTF8.GetBytes($"{scope}\n{key}"));
        var transaction = await _db.Database.BeginTransactionAsync(ct);
        try
        {
            var oldest = _clock.GetUtcNow() - Life;
            await using var command = Command(
                "SET LOCAL idle_in_transaction_session_timeout = '20s'; SET LOCAL statement_timeout = '25s'; SELECT pg_try_advisory_xact_lock(@lock)");
            command.Parameters.AddWithValue("lock", BinaryPrimitives.ReadInt64LittleEndian(name));
            if (await command.ExecuteScalarAsync(ct) is not true)
            {
                await transaction.DisposeAsync();
                return null;
            }

            // A statement of its own: it must see what the former holder committed.
            await using var find = Command("SELECT fingerprint, status, headers, body FROM idempotent_answers WHERE name = @name AND created_at > @oldest");
            find.Parameters.AddWithValue("name", name);
            find.Parameters.AddWithValue("oldest", oldest);
            IdempotentAnswer? before = null;
            await using (var reader = await find.ExecuteReaderAsync(CommandBehavior.SingleRow, ct))
            {
                if (await reader.ReadAsync(ct)) before = new IdempotentAnswer(reader.GetString(0), reader.GetInt32(1), reader.GetString(2), reader.GetFieldValue<byte[]>(3));
            }

            await transaction.CreateSavepointAsync(Savepoint, ct);
            return new Claim(this, transaction, name, Cipher(scope, key), before);
        }
        catch
        {
            await transaction.DisposeAsync();
            throw;
        }
    }

    public async Task<int> ForgetOldAsync(CancellationToken ct)
    {
        var oldest = _clock.GetUtcNow() - Life;
        return await _db.Database.ExecuteSqlAsync($"DELETE FROM idempotent_answers WHERE created_at <= {oldest}", ct);
    }

    /// <summary>Answers may hold tokens and personal data: at rest they are readable only to who brings the key again.</summary>
    private static byte[] Cipher(string scope, string key) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes($"{scope}\n{key}"), 32, info: "idempotent-answer"u8.ToArray());

    private NpgsqlCommand Command(string sql) =>
        new(sql, (NpgsqlConnection)_db.Database.GetDbConnection(), (NpgsqlTransaction)_db.Database.CurrentTransaction!.GetDbTransaction());

    private sealed class Claim(Idempotency store, IDbContextTransaction transaction, byte[] name, byte[] cipher, IdempotentAnswer? stored) : IClaim
    {
        public IdempotentAnswer? Before { get; } = stored is null ? null : stored with
        {
            Headers = Encoding.UTF8.GetString(Decrypt(Convert.FromBase64String(stored.Headers), cipher)),
            Body = Decrypt(stored.Body, cipher),
        };

        public async Task UndoAsync(CancellationToken ct)
        {
            await transaction.RollbackToSavepointAsync(Savepoint, ct);
            store._db.ChangeTracker.Clear();
        }

        public async Task CommitAsync(IdempotentAnswer answer, CancellationToken ct)
        {
            await using var command = store.Command(
                """
                INSERT INTO idempotent_answers (name, fingerprint, status, headers, body, created_at) VALUES (@name, @fingerprint, @status, @headers, @body, @now)
                ON CONFLICT (name) DO UPDATE SET fingerprint = @fingerprint, status = @status, headers = @headers, body = @body, created_at = @now
                """);
            command.Parameters.AddWithValue("name", name);
            command.Parameters.AddWithValue("fingerprint", answer.Fingerprint);
            command.Parameters.AddWithValue("status", answer.Status);
            command.Parameters.AddWithValue("headers", Convert.ToBase64String(Encrypt(Encoding.UTF8.GetBytes(answer.Headers), cipher)));
            command.Parameters.AddWithValue("body", Encrypt(answer.Body, cipher));
            command.Parameters.AddWithValue("now", store._clock.GetUtcNow());
            await command.ExecuteNonQueryAsync(ct);
            await transaction.CommitAsync(ct);
        }

        public ValueTask DisposeAsync() => transaction.DisposeAsync();

        private static byte[] Encrypt(byte[] plain, byte[] key)
        {
            var sealed_ = new byte[12 + 16 + plain.Length];
            RandomNumberGenerator.Fill(sealed_.AsSpan(0, 12));
            using var aes = new AesGcm(key, 16);
            aes.Encrypt(sealed_.AsSpan(0, 12), plain, sealed_.AsSpan(28), sealed_.AsSpan(12, 16));
            return sealed_;
        }

        private static byte[] Decrypt(byte[] sealed_, byte[] key)
        {
            var plain = new byte[sealed_.Length - 28];
            using var aes = new AesGcm(key, 16);
            aes.Decrypt(sealed_.AsSpan(0, 12), sealed_.AsSpan(28), sealed_.AsSpan(12, 16), plain);
            return plain;
        }
    }
}
