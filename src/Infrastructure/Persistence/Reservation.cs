using Npgsql;
using OpenEvent.Application.Common;

namespace OpenEvent.Infrastructure.Persistence;

/// <summary>
/// A key claimed without a transaction: what it guards happens outside the database, may take minutes, and cannot be undone. The claim is a session's
/// advisory lock on a connection of its own, so that a holder that is killed lets go of it at once.
/// </summary>
internal sealed class Reservation(NpgsqlConnection connection, StoredAnswers answers, IdempotentAnswer? before, TimeProvider clock) : IClaim
{
    public IdempotentAnswer? Before => before;

    public Task UndoAsync(CancellationToken ct) => Task.CompletedTask;

    public Task CommitAsync(IdempotentAnswer answer, CancellationToken ct) =>
        answers.SaveAsync(answer, clock.GetUtcNow(), commits: false, ct);

    public async ValueTask DisposeAsync()
    {
        await using (connection)
        {
            await using var command = new NpgsqlCommand("SELECT pg_advisory_unlock(@lock)", connection);
            command.Parameters.AddWithValue("lock", answers.Lock);
            await command.ExecuteScalarAsync(CancellationToken.None);
        }
    }
}
