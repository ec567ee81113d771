using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Common;

/// <summary>The database access of use cases. There are no repositories on top of EF Core's <see cref="DbSet{T}"/>.</summary>
public interface IData
{
    DbSet<T> Set<T>()
        where T : class;

    /// <summary>Saves the tracked changes.</summary>
    /// <exception cref="UngrantedWriteException">A change is not covered by a grant. Other methods that write throw it, too.</exception>
    /// <exception cref="RejectedException">Conflict: the changes violate a unique index or a CHECK constraint.</exception>
    Task SaveChangesAsync(CancellationToken ct);

    /// <summary>
    /// Inserts new rows in one batch in the open transaction, in the given order: parents come before their children. It is faster than EF
    /// where many requests insert at once. Afterwards the rows have their ids and versions, but are not tracked. Other tracked changes are
    /// not saved.
    /// </summary>
    /// <exception cref="RejectedException">As <see cref="SaveChangesAsync"/>.</exception>
    Task BulkInsertAsync(IReadOnlyList<object> rows, CancellationToken ct);

    /// <summary>Changes the rows of a query with one SQL statement.</summary>
    /// <returns>The number of affected rows.</returns>
    Task<int> UpdateAsync<T>(DirectWrite statement, IQueryable<T> rows, Action<UpdateSettersBuilder<T>> set, CancellationToken ct);

    /// <summary>Removes the rows of a query with one SQL statement.</summary>
    /// <returns>The number of affected rows.</returns>
    Task<int> DeleteAsync<T>(DirectWrite statement, IQueryable<T> rows, CancellationToken ct);

    /// <summary>Executes an SQL statement in the open transaction, without EF's query pipeline.</summary>
    /// <param name="sql">Interpolated values become SQL parameters.</param>
    /// <returns>The number of affected rows.</returns>
    Task<int> ExecuteSqlAsync(DirectWrite statement, FormattableString sql, CancellationToken ct);

    /// <summary>
    /// Locks the row until the transaction ends. A read after this call returns the latest version. A row that the transaction has locked
    /// already takes no statement.
    /// </summary>
    Task LockRowAsync<T>(long id, CancellationToken ct)
        where T : Entity;

    /// <summary>Like <see cref="LockRowAsync"/>, and reads the row by the same statement, tracked. Null: there is no such row.</summary>
    Task<T?> ReadLockedAsync<T>(long id, CancellationToken ct)
        where T : Entity;

    /// <summary>
    /// Like <see cref="LockRowAsync"/>, and also waits for transactions that have inserted rows which refer to this one, so that they can
    /// be seen: https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-ROWS.
    /// </summary>
    Task LockRowAndReferencesAsync<T>(long id, CancellationToken ct)
        where T : Entity;

    /// <summary>Begins a transaction, or a nested scope if the request has an open transaction.</summary>
    Task<ITransactionScope> BeginTransactionAsync(CancellationToken ct);

    /// <summary>
    /// Whether the connection of the open transaction is lost. EF swallows the failure when it only releases a savepoint; the next
    /// statement then fails because the transaction has ended.
    /// </summary>
    bool IsConnectionLost { get; }

    /// <summary>Clears the change tracker before a command is run again.</summary>
    void ClearTracking();
}
