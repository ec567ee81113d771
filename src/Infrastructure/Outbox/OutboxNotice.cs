using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace OpenEvent.Infrastructure.Outbox;

/// <summary>Wakes the workers of every node when the transaction that adds an entry commits: PostgreSQL delivers a NOTIFY only then.</summary>
internal sealed class OutboxNotice : SaveChangesInterceptor
{
    public const string Channel = "outbox";

    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        var db = eventData.Context!;
        if (db.ChangeTracker.Entries<OutboxEntry>().Any(e => e.State == EntityState.Added))
            await db.Database.ExecuteSqlRawAsync($"NOTIFY {Channel}", cancellationToken);
        return result;
    }
}
