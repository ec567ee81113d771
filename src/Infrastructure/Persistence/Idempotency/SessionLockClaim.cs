using Microsoft.EntityFrameworkCore;
using Npgsql;
using OpenEvent.Application.Common;

namespace OpenEvent.Infrastructure.Persistence;

/// <summary>
/// A claim without a transaction, for effects outside the database, which may take minutes and cannot be rolled back. The claim is a
/// session-level advisory lock on the connection of the request's database context, which stays open until the claim is disposed. So the
/// claim ends at once when the process is killed.
/// </summary>
internal sealed class SessionLockClaim(OpenEventDb db, IdempotentAnswerStore answerStore, IdempotentAnswer? previous, TimeProvider clock)
    : IIdempotencyClaim
{
    public IdempotentAnswer? PreviousAnswer => previous;

    public Task RollbackAsync(CancellationToken ct) => Task.CompletedTask;

    public Task CommitAsync(IdempotentAnswer answer, CancellationToken ct) =>
        answerStore.SaveAsync(answer, clock.GetUtcNow(), commit: false, ct);

    public async ValueTask DisposeAsync()
    {
        try
        {
            await using var command = new NpgsqlCommand(
                "SELECT pg_advisory_unlock(@lock)",
                (NpgsqlConnection)db.Database.GetDbConnection()
            );
            command.Parameters.AddWithValue("lock", answerStore.AdvisoryLockId);
            await command.ExecuteScalarAsync(CancellationToken.None);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }
}
