using Npgsql;
using OpenEvent.Application.Common;

namespace OpenEvent.Infrastructure.Persistence;

/// <summary>
/// A key claimed without a transaction: what it guards happens outside the database, may take minutes, and cannot be undone. The claim is a session's
/// advisory lock on a connection of its own, so that a holder that is killed lets go of it at once.
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
