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
            await using var command = new NpgsqlCommand(
                "SET LOCAL idle_in_transaction_session_timeout = '20s'; SET LOCAL statement_timeout = '25s'; SELECT pg_try_advisory_xact_lock(@lock)", connection, inner);
            command.Parameters.AddWithValue("lock", answers.Lock);
            if (await command.ExecuteScalarAsync(ct) is not true)
            {
                await transaction.DisposeAsync();
                return null;
            }

            // A statement of its own: it must see what the former holder committed.
            var before = await answers.FindAsync(_clock.GetUtcNow(), ct);
            await transaction.CreateSavepointAsync(Savepoint, ct);
            return new Claim(this, transaction, answers, before);
        }
        catch
        {
            await transaction.DisposeAsync();
            throw;
        }
    }

    public async Task<IClaim?> ReserveAsync(string scope, string key, CancellationToken ct)
    {
        var connection = await source.OpenConnectionAsync(ct);
        try
        {
            var answers = new StoredAnswers(connection, null, scope, key);
            await using var command = new NpgsqlCommand("SELECT pg_try_advisory_lock(@lock)", connection);
            command.Parameters.AddWithValue("lock", answers.Lock);
            if (await command.ExecuteScalarAsync(ct) is true) return new Reservation(connection, answers, await answers.FindAsync(_clock.GetUtcNow(), ct), _clock);
            await connection.DisposeAsync();
            return null;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public async Task<int> ForgetOldAsync(CancellationToken ct)
    {
        var oldest = _clock.GetUtcNow() - StoredAnswers.Life;
        return await _db.Database.ExecuteSqlAsync($"DELETE FROM idempotent_answers WHERE created_at <= {oldest}", ct);
    }

    private sealed class Claim(Idempotency store, IDbContextTransaction transaction, StoredAnswers answers, IdempotentAnswer? before) : IClaim
    {
        public IdempotentAnswer? Before => before;

        public Task UndoAsync(CancellationToken ct) => UnlessLostAsync(async () =>
        {
            await transaction.RollbackToSavepointAsync(Savepoint, ct);
            store._db.ChangeTracker.Clear();
        });

        public Task CommitAsync(IdempotentAnswer answer, CancellationToken ct) => UnlessLostAsync(async () =>
        {
            await answers.SaveAsync(answer, store._clock.GetUtcNow(), ct);
            await transaction.CommitAsync(ct);
        });

        private async Task UnlessLostAsync(Func<Task> step)
        {
            try
            {
                await step();
            }
            catch (Exception failure) when (failure is not Refused && store._db.IsLost)
            {
                throw Outage.Refusal();
            }
        }

        public ValueTask DisposeAsync() => transaction.DisposeAsync();
    }
}
