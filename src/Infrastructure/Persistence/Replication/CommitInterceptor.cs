using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace OpenEvent.Infrastructure.Persistence;

/// <summary>
/// Commits without a time limit and without cancellation. When the driver cancels a commit that waits for a synchronous standby, PostgreSQL
/// commits on the primary alone and reports success, so what was confirmed could be lost with the primary
/// (docs/decisions/066, https://www.postgresql.org/docs/current/warm-standby.html#SYNCHRONOUS-REPLICATION-HA).
/// </summary>
internal sealed class CommitInterceptor : DbTransactionInterceptor
{
    public override async ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction,
        TransactionEventData eventData,
        InterceptionResult result,
        CancellationToken cancellationToken = default
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        var npgsql = (NpgsqlTransaction)transaction;
        await using var command = new NpgsqlCommand("COMMIT", npgsql.Connection, npgsql) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(CancellationToken.None);
        return InterceptionResult.Suppress();
    }
}
