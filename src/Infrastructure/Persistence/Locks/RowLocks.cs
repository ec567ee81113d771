using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;

namespace OpenEvent.Infrastructure.Persistence;

/// <summary>
/// Locks rows for the open transaction of a context, and remembers them, so that use cases that lock the same row again take no statement.
/// </summary>
internal sealed class RowLocks
{
    private static readonly ConcurrentDictionary<Type, string> Tables = new();

    private readonly HashSet<(Type Type, long Id, bool WithReferences)> _held = [];

    /// <summary>The transaction that holds the locks. Another one holds none of them.</summary>
    private IDbContextTransaction? _transaction;

    /// <summary>Whether the next query of the context locks the row that it reads.</summary>
    public bool IsNextReadLocking { get; set; }

    /// <param name="withReferences">Whether to wait for transactions that have inserted rows which refer to this one, too.</param>
    public async Task LockAsync(OpenEventDb db, Type type, long id, bool withReferences, CancellationToken ct)
    {
        if (Holds(db, type, id, withReferences))
            return;
        await using var command = new NpgsqlCommand(
            $"SELECT 1 FROM {GetTable(db.Model, type)} WHERE id = $1 FOR {(withReferences ? "UPDATE" : "NO KEY UPDATE")}",
            (NpgsqlConnection)db.Database.GetDbConnection(),
            db.CurrentNpgsqlTransaction
        );
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = id });
        await command.ExecuteNonQueryAsync(ct);
        _held.Add((type, id, withReferences));
    }

    /// <summary>Locks a row and reads it, tracked. <see cref="LockingReadInterceptor"/> adds the lock to the query.</summary>
    public async Task<T?> ReadAsync<T>(OpenEventDb db, long id, CancellationToken ct)
        where T : Entity
    {
        var isHeld = Holds(db, typeof(T), id, withReferences: false);
        try
        {
            IsNextReadLocking = !isHeld;
            var row = await ((IData)db).FindByIdAsync<T>(id, ct);
            if (row is not null && !isHeld)
                _held.Add((typeof(T), id, false));
            return row;
        }
        finally
        {
            IsNextReadLocking = false;
        }
    }

    /// <summary>Forgets all locks: after a return to a savepoint, which releases those that were taken after it.</summary>
    public void Forget()
    {
        _held.Clear();
        _transaction = null;
    }

    private bool Holds(OpenEventDb db, Type type, long id, bool withReferences)
    {
        if (!ReferenceEquals(_transaction, db.Database.CurrentTransaction))
        {
            _held.Clear();
            _transaction = db.Database.CurrentTransaction;
        }

        return _held.Contains((type, id, true)) || (!withReferences && _held.Contains((type, id, false)));
    }

    private static string GetTable(IModel model, Type type) =>
        Tables.GetOrAdd(type, (key, model) => $"\"{model.FindEntityType(key)!.GetTableName()}\"", model);
}
