using System.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;

namespace OpenEvent.Infrastructure.Persistence;

/// <summary>
/// Claims idempotency keys by an advisory lock. Most are claimed in the request's own transaction: effect and answer commit together, and
/// the lock of a killed process ends with its connection. <c>idle_in_transaction_session_timeout</c> and <c>statement_timeout</c> end a
/// holder that hangs, so no key is blocked for longer than 30 s. Every claim is on the connection of the request's database context, so
/// that a request never holds two connections.
/// </summary>
internal sealed class PostgresIdempotency(OpenEventDb db, VisitorCacheInterceptor visitors, OutcomeInterceptor outcomes, TimeProvider clock)
    : IIdempotency
{
    /// <summary>The savepoint after the claim and before the request's own effect.</summary>
    public const string Savepoint = "request";

    private readonly OpenEventDb _db = db;
    private readonly VisitorCacheInterceptor _visitors = visitors;
    private readonly OutcomeInterceptor _outcomes = outcomes;
    private readonly TimeProvider _clock = clock;

    public async Task<IIdempotencyClaim?> ClaimInTransactionAsync(string scope, string key, CancellationToken ct)
    {
        var transaction = await _db.Database.BeginTransactionAsync(ct);
        try
        {
            var connection = (NpgsqlConnection)_db.Database.GetDbConnection();
            var npgsqlTransaction = (NpgsqlTransaction)transaction.GetDbTransaction();
            var answerStore = new IdempotentAnswerStore(connection, npgsqlTransaction, scope, key);
            var (isClaimed, previous) = await TryLockAndFindAsync(answerStore, connection, npgsqlTransaction, _clock.GetUtcNow(), ct);
            if (isClaimed)
                return new TransactionClaim(this, transaction, answerStore, previous);
            await transaction.DisposeAsync();
            return null;
        }
        catch
        {
            await transaction.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Runs in one round trip. The stored answer is selected by a separate statement after the lock, because it must see what the previous
    /// holder committed.
    /// </summary>
    private static async Task<(bool IsClaimed, IdempotentAnswer? Previous)> TryLockAndFindAsync(
        IdempotentAnswerStore answerStore,
        NpgsqlConnection connection,
        NpgsqlTransaction npgsqlTransaction,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        await using var batch = new NpgsqlBatch(connection, npgsqlTransaction);
        foreach (var sql in (string[])["SET LOCAL idle_in_transaction_session_timeout = '20s'", "SET LOCAL statement_timeout = '25s'"])
            batch.BatchCommands.Add(new NpgsqlBatchCommand(sql));
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand("SELECT pg_try_advisory_xact_lock($1)") { Parameters = { new() { Value = answerStore.AdvisoryLockId } } }
        );
        batch.BatchCommands.Add(answerStore.CreateFindCommand(now));
        batch.BatchCommands.Add(new NpgsqlBatchCommand($"SAVEPOINT {Savepoint}"));
        await using var reader = await batch.ExecuteReaderAsync(ct);
        var isClaimed = await reader.ReadAsync(ct) && reader.GetBoolean(0);
        await reader.NextResultAsync(ct);
        return (isClaimed, isClaimed ? await answerStore.ReadAsync(reader, ct) : null);
    }

    public async Task<IIdempotencyClaim?> ClaimWithoutTransactionAsync(string scope, string key, CancellationToken ct)
    {
        await _db.Database.OpenConnectionAsync(ct);
        var connection = (NpgsqlConnection)_db.Database.GetDbConnection();
        try
        {
            var answerStore = new IdempotentAnswerStore(connection, null, scope, key);
            await using var command = new NpgsqlCommand("SELECT pg_try_advisory_lock(@lock)", connection);
            command.Parameters.AddWithValue("lock", answerStore.AdvisoryLockId);
            if (await command.ExecuteScalarAsync(ct) is true)
                return new SessionLockClaim(_db, answerStore, await answerStore.FindAsync(_clock.GetUtcNow(), ct), _clock);
            await _db.Database.CloseConnectionAsync();
            return null;
        }
        catch
        {
            // Advisory locks outlive the command. Release them before the connection returns to the pool, which does not reset it.
            if (connection.State == ConnectionState.Open)
            {
                await using var unlockCommand = new NpgsqlCommand("SELECT pg_advisory_unlock_all()", connection);
                await unlockCommand.ExecuteNonQueryAsync(CancellationToken.None);
            }

            await _db.Database.CloseConnectionAsync();
            throw;
        }
    }

    private sealed class TransactionClaim(
        PostgresIdempotency idempotency,
        IDbContextTransaction transaction,
        IdempotentAnswerStore answerStore,
        IdempotentAnswer? previous
    ) : IIdempotencyClaim
    {
        public IdempotentAnswer? PreviousAnswer => previous;

        public Task RollbackAsync(CancellationToken ct) =>
            RejectIfConnectionLostAsync(
                async () =>
                {
                    await transaction.RollbackToSavepointAsync(Savepoint, ct);
                    idempotency._db.ChangeTracker.Clear();
                },
                ct
            );

        public Task CommitAsync(IdempotentAnswer answer, CancellationToken ct) =>
            RejectIfConnectionLostAsync(
                async () =>
                {
                    await answerStore.SaveAsync(answer, idempotency._clock.GetUtcNow(), commit: true, ct);
                    // EF does not see this commit.
                    idempotency._outcomes.Count(idempotency._db);
                    await idempotency._visitors.ApplyAsync(idempotency._db);
                },
                ct
            );

        private async Task RejectIfConnectionLostAsync(Func<Task> step, CancellationToken ct)
        {
            try
            {
                await step();
            }
            catch (Exception exception) when (exception is not RejectedException && idempotency._db.IsConnectionLost)
            {
                ct.ThrowIfCancellationRequested();
                throw DatabaseOutage.ToRejection();
            }
        }

        public ValueTask DisposeAsync() => transaction.DisposeAsync();
    }
}
