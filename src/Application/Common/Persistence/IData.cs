using Microsoft.EntityFrameworkCore;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Common;

/// <summary>The database, as use cases see it. There are no repositories: EF Core is one.</summary>
public interface IData
{
    DbSet<T> Set<T>()
        where T : class;

    /// <summary>Saves what is tracked. A violated unique index or CHECK comes out as a <see cref="RejectedException"/> conflict.</summary>
    Task SaveChangesAsync(CancellationToken ct);

    /// <summary>
    /// Writes new rows in the order given, parents first, in one go and in the open transaction, where many do so at once; they have their ids and versions
    /// then, and are not tracked. What else is tracked is not saved.
    /// </summary>
    /// <exception cref="RejectedException">As <see cref="SaveChangesAsync"/>.</exception>
    Task BulkInsertAsync(IReadOnlyList<object> rows, CancellationToken ct);

    /// <summary>Runs a statement of the open transaction, which EF would take apart and put together each time.</summary>
    /// <param name="statement">What stands in braces becomes a parameter.</param>
    /// <returns>How many rows it has changed.</returns>
    Task<int> ExecuteSqlAsync(FormattableString statement, CancellationToken ct);

    /// <summary>Takes the row's lock until the transaction ends, so that what is read afterwards is the latest.</summary>
    Task LockRowAsync<T>(long id, CancellationToken ct)
        where T : Entity;

    /// <summary>Begins a transaction, or joins the one that the request has open already.</summary>
    Task<ITransactionScope> BeginTransactionAsync(CancellationToken ct);

    /// <summary>
    /// Whether the open transaction's connection is gone. EF hides the first failure where it only lets a savepoint go, and what comes next stumbles over a
    /// transaction that is over.
    /// </summary>
    bool IsConnectionLost { get; }

    /// <summary>Forgets every tracked row, before a command is tried again.</summary>
    void ClearTracking();
}
