using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace OpenEvent.Infrastructure.Persistence;

/// <summary>Tells a context that its transaction has returned to a savepoint, which releases row locks.</summary>
internal sealed class SavepointInterceptor : DbTransactionInterceptor
{
    public override void RolledBackToSavepoint(DbTransaction transaction, TransactionEventData eventData) => Forget(eventData);

    public override Task RolledBackToSavepointAsync(
        DbTransaction transaction,
        TransactionEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        Forget(eventData);
        return Task.CompletedTask;
    }

    private static void Forget(TransactionEventData eventData) => (eventData.Context as OpenEventDb)?.Locks.Forget();
}
