using System.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;

namespace OpenEvent.Infrastructure.Persistence;

/// <summary>
/// Idempotency keys under an advisory lock. Most are claimed in the request's own transaction: effect and answer commit together, and a holder that is
/// killed lets go with its connection. A holder that hangs is cut off by <c>idle_in_transaction_session_timeout</c>, so no key is blocked for longer than 30 s.
/// </summary>
internal sealed class Idempotency(OpenEventDb db, NpgsqlDataSource source, TimeProvider clock) : IIdempotency
{
    /// <summary>Where a request's own effect begins, after the claim.</summary>
    public const string Savepoint = "request";

    private readonly OpenEventDb _db = db;
    private readonly TimeProvider _clock = clock;

    public async Task<IClaim?> ClaimAsync(string scope, string key, CancellationToken ct)
    {
        var transaction = await _db.Database.BeginTransactionAsync(ct);
        try
        {
            var (connection, inner) = ((NpgsqlConnection)_db.Database.GetDbConnection(), (NpgsqlTransaction)transaction.GetDbTransaction());
            var answers = new StoredAnswers(connection, inner, scope, key);
            var (isOurs, before) = await ClaimAsync(answers, connection, inner, _clock.GetUtcNow(), ct);
            if (isOurs)
                return new Claim(this, transaction, answers, before);
            await transaction.DisposeAsync();
            return null;
        }
        catch
        {
            await transaction.DisposeAsync();
            throw;
        }
    }

    /// <summary>In one go. The look is a statement of its own, after the lock: it must see what the former holder committed.</summary>
    private static async Task<(bool IsOurs, IdempotentAnswer? Before)> ClaimAsync(
        StoredAnswers answers,
        NpgsqlConnection connection,
        NpgsqlTransaction inner,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        await using var batch = new NpgsqlBatch(connection, inner);
        foreach (var sql in (string[])["SET LOCAL idle_in_transaction_session_timeout = '20s'", "SET LOCAL statement_timeout = '25s'"])
            batch.BatchCommands.Add(new NpgsqlBatchCommand(sql));
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand("SELECT pg_try_advisory_xact_lock($1)") { Parameters = { new() { Value = answers.Lock } } }
        );
        batch.BatchCommands.Add(answers.Look(now));
        batch.BatchCommands.Add(new NpgsqlBatchCommand($"SAVEPOINT {Savepoint}"));
        await using var reader = await batch.ExecuteReaderAsync(ct);
        var isOurs = await reader.ReadAsync(ct) && reader.GetBoolean(0);
        await reader.NextResultAsync(ct);
        return (isOurs, isOurs ? await answers.ReadAsync(reader, ct) : null);
    }

    public async Task<IClaim?> ReserveAsync(string scope, string key, CancellationToken ct)
    {
        var connection = await source.OpenConnectionAsync(ct);
        try
        {
            var answers = new StoredAnswers(connection, null, scope, key);
            await using var command = new NpgsqlCommand("SELECT pg_try_advisory_lock(@lock)", connection);
            command.Parameters.AddWithValue("lock", answers.Lock);
            if (await command.ExecuteScalarAsync(ct) is true)
                return new Reservation(connection, answers, await answers.FindAsync(_clock.GetUtcNow(), ct), _clock);
            await connection.DisposeAsync();
            return null;
        }
        catch
        {
            // The pool lends it as it is: a lock that we have taken by now would stay.
            if (connection.State == ConnectionState.Open)
            {
                await using var letGo = new NpgsqlCommand("SELECT pg_advisory_unlock_all()", connection);
                await letGo.ExecuteNonQueryAsync(CancellationToken.None);
            }

            await connection.DisposeAsync();
            throw;
        }
    }

    public async Task<int> ForgetOldAsync(CancellationToken ct)
    {
        var oldest = _clock.GetUtcNow() - StoredAnswers.Life;
        return await _db.Database.ExecuteSqlAsync($"DELETE FROM idempotent_answers WHERE created_at <= {oldest}", ct);
    }

    private sealed class Claim(Idempotency store, IDbContextTransaction transaction, StoredAnswers answers, IdempotentAnswer? before)
        : IClaim
    {
        public IdempotentAnswer? Before => before;

        public Task UndoAsync(CancellationToken ct) =>
            UnlessLostAsync(
                async () =>
                {
                    await transaction.RollbackToSavepointAsync(Savepoint, ct);
                    store._db.ChangeTracker.Clear();
                },
                ct
            );

        public Task CommitAsync(IdempotentAnswer answer, CancellationToken ct) =>
            UnlessLostAsync(() => answers.SaveAsync(answer, store._clock.GetUtcNow(), commits: true, ct), ct);

        private async Task UnlessLostAsync(Func<Task> step, CancellationToken ct)
        {
            try
            {
                await step();
            }
            catch (Exception failure) when (failure is not Refused && store._db.IsLost)
            {
                ct.ThrowIfCancellationRequested();
                throw Outage.Refusal();
            }
        }

        public ValueTask DisposeAsync() => transaction.DisposeAsync();
    }
}
