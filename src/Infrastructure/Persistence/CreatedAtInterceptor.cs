using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;

namespace OpenEvent.Infrastructure.Persistence;

/// <summary>Sets <c>CreatedAt</c> of new rows, rounded down to a microsecond, the precision of PostgreSQL.</summary>
internal sealed class CreatedAtInterceptor(TimeProvider clock) : SaveChangesInterceptor
{
    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    )
    {
        var now = clock.GetUtcMicroseconds();
        foreach (var entry in eventData.Context!.ChangeTracker.Entries<ICreatedAt>())
            if (entry.State == EntityState.Added && entry.Entity.CreatedAt == default)
                entry.Entity.CreatedAt = now;
        return ValueTask.FromResult(result);
    }
}
