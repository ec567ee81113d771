using Npgsql;
using OpenEvent.Application.Common;

namespace OpenEvent.Infrastructure.Persistence;

/// <summary>
/// A claim without a transaction, for effects outside the database, which may take minutes and cannot be rolled back. The claim is a
/// session-level advisory lock on a separate connection, so it ends at once when the process is killed.
/// </summary>
internal sealed class SessionLockClaim(
    NpgsqlConnection connection,
    IdempotentAnswerStore answerStore,
    IdempotentAnswer? previous,
    TimeProvider clock
) : IIdempotencyClaim
{
    public IdempotentAnswer? PreviousAnswer => previous;

    public Task RollbackAsync(CancellationToken ct) => Task.CompletedTask;

    public Task CommitAsync(IdempotentAnswer answer, CancellationToken ct) =>
        answerStore.SaveAsync(answer, clock.GetUtcNow(), commit: false, ct);

    public async ValueTask DisposeAsync()
    {
        await using (connection)
        {
            await using var command = new NpgsqlCommand("SELECT pg_advisory_unlock(@lock)", connection);
            command.Parameters.AddWithValue("lock", answerStore.AdvisoryLockId);
            await command.ExecuteScalarAsync(CancellationToken.None);
        }
    }
}
