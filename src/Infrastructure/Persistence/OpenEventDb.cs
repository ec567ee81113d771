using System.Collections.Concurrent;
using System.Data;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Platform;

namespace OpenEvent.Infrastructure.Persistence;

/// <summary>The database context. Its model is built from the resource declarations, the mappings and the conventions.</summary>
internal sealed class OpenEventDb : DbContext, IData
{
    private static readonly ResourceCatalog Catalog = ResourceCatalog.Scan();

    /// <summary>
    /// SQL texts with numbered parameters, by format string. The format strings are constants in the code, so the cache is bounded.
    /// </summary>
    private static readonly ConcurrentDictionary<string, string> StatementTexts = new();

    /// <summary>The rows that the open transaction has locked.</summary>
    public RowLocks Locks { get; } = new();

    /// <remarks>EF's savepoint around each save is not needed: after a failed save the whole unit of work is rolled back.</remarks>
    public OpenEventDb(DbContextOptions<OpenEventDb> options)
        : base(options) => Database.AutoSavepointsEnabled = false;

    /// <summary>
    /// What the current unit of work may write. A context without the grants of a scope may write only what the server writes by itself.
    /// </summary>
    public WriteSet Writes { get; private set; } = new();

    /// <summary>The statement that runs and bypasses the change tracker.</summary>
    public DirectWrite? RunningWrite { get; private set; }

    /// <summary>
    /// Whether a statement or save since the last commit has changed rows that visitors see, of an event that is not known.
    /// </summary>
    public bool HasChangedSharedRows { get; set; }

    private bool _isOnReplica;
    private volatile bool _isAbandoned;

    /// <summary>Whether nobody waits for the rest of the work: its next statement is not sent.</summary>
    public bool IsAbandoned => _isAbandoned;

    /// <summary>Ends the work at its next statement. It is called by another thread than the one of the work.</summary>
    public void Abandon() => _isAbandoned = true;

    /// <summary>Connects a context from the pool with the grants of its scope.</summary>
    public OpenEventDb With(WriteSet writes)
    {
        Writes = writes;
        return this;
    }

    /// <summary>Sends all statements to a replica until the context is disposed. It is called before the first statement.</summary>
    public void ReadFrom(NpgsqlConnection replica)
    {
        Database.SetDbConnection(replica);
        _isOnReplica = true;
    }

    DbSet<T> IData.Set<T>() => Set<T>();

    /// <remarks>
    /// Changes are detected once. With automatic detection every interceptor that reads the tracked rows would detect them again.
    /// </remarks>
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        ChangeTracker.DetectChanges();
        ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        }
        finally
        {
            ChangeTracker.AutoDetectChangesEnabled = true;
        }
    }

    async Task IData.SaveChangesAsync(CancellationToken ct)
    {
        try
        {
            await SaveChangesAsync(ct);
        }
        catch (DbUpdateException exception) when (ConstraintViolations.ToRejection(exception) is { } rejection)
        {
            throw rejection;
        }
    }

    async Task IData.BulkInsertAsync(IReadOnlyList<object> rows, CancellationToken ct)
    {
        foreach (var row in rows)
            if (!Writes.Covers(RowWrite.Create, row))
                throw new UngrantedWriteException($"{RowWrite.Create} of {row.GetType().Name}");
        try
        {
            await BulkInserter.InsertAsync(Model, (NpgsqlConnection)Database.GetDbConnection(), CurrentNpgsqlTransaction, rows, ct);
        }
        catch (PostgresException exception)
            when (ConstraintViolations.ToRejection(new DbUpdateException(exception.Message, exception)) is { } rejection)
        {
            throw rejection;
        }
    }

    /// <summary>Inserts rows of the log of changes into the open transaction. They need no grant.</summary>
    public Task RecordAsync(IReadOnlyList<Activity> rows, CancellationToken ct) =>
        BulkInserter.InsertAsync(Model, (NpgsqlConnection)Database.GetDbConnection(), CurrentNpgsqlTransaction, rows, ct);

    Task<int> IData.UpdateAsync<T>(DirectWrite statement, IQueryable<T> rows, Action<UpdateSettersBuilder<T>> set, CancellationToken ct) =>
        RunAsync(statement, () => rows.ExecuteUpdateAsync(set, ct));

    Task<int> IData.DeleteAsync<T>(DirectWrite statement, IQueryable<T> rows, CancellationToken ct) =>
        RunAsync(statement, () => rows.ExecuteDeleteAsync(ct));

    Task<int> IData.ExecuteSqlAsync(DirectWrite statement, FormattableString sql, CancellationToken ct) => RunAsync(statement, async () =>
        {
            var text = StatementTexts.GetOrAdd(sql.Format, format =>
                string.Format(
                    CultureInfo.InvariantCulture,
                    format,
                    [.. Enumerable.Range(1, sql.ArgumentCount).Select(n => (object)$"${n}")]
                )
            );
            await using var command = new NpgsqlCommand(text, (NpgsqlConnection)Database.GetDbConnection(), CurrentNpgsqlTransaction);
            foreach (var value in sql.GetArguments())
                command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
            return await command.ExecuteNonQueryAsync(ct);
        });

    /// <summary>Runs a statement that bypasses the change tracker.</summary>
    /// <exception cref="UngrantedWriteException">The statement needs a grant, and the unit of work has none.</exception>
    public async Task<int> RunAsync(DirectWrite statement, Func<Task<int>> run)
    {
        if (!Writes.Covers(statement))
            throw new UngrantedWriteException(statement.Name);
        RunningWrite = statement;
        try
        {
            var count = await run();
            if (statement.IsSeenByVisitors && count > 0)
            {
                HasChangedSharedRows = true;
                await VisitorCacheInterceptor.NotifyAsync(this, VisitorCacheInterceptor.AllEvents, CancellationToken.None);
            }

            return count;
        }
        finally
        {
            RunningWrite = null;
        }
    }

    public NpgsqlTransaction CurrentNpgsqlTransaction =>
        (NpgsqlTransaction)
            (Database.CurrentTransaction ?? throw new InvalidOperationException("There is no open transaction.")).GetDbTransaction();

    Task IData.LockRowAsync<T>(long id, CancellationToken ct) => Locks.LockAsync(this, typeof(T), id, withReferences: false, ct);

    Task IData.LockRowAndReferencesAsync<T>(long id, CancellationToken ct) =>
        Locks.LockAsync(this, typeof(T), id, withReferences: true, ct);

    Task<T?> IData.ReadLockedAsync<T>(long id, CancellationToken ct)
        where T : class => Locks.ReadAsync<T>(this, id, ct);

    async Task<ITransactionScope> IData.BeginTransactionAsync(CancellationToken ct) =>
        Database.CurrentTransaction is { } transaction
            ? new NestedTransaction(transaction)
            : new RootTransaction(await Database.BeginTransactionAsync(ct));

    public bool IsConnectionLost => Database.CurrentTransaction is not null && Database.GetDbConnection().State != ConnectionState.Open;

    void IData.ClearTracking() => ChangeTracker.Clear();

    public override void Dispose()
    {
        ReleaseConnection();
        base.Dispose();
    }

    public override ValueTask DisposeAsync()
    {
        ReleaseConnection();
        return base.DisposeAsync();
    }

    /// <summary>
    /// Releases the grants and the connection object, so that a pooled context does not keep them. A connection object reuses its command
    /// object, and Npgsql 10.0.3 leaves that object broken when the connection is lost while a statement is being prepared: the next use
    /// fails (docs/decisions/020).
    /// </summary>
    private void ReleaseConnection()
    {
        Writes = new WriteSet();
        Locks.Forget();
        HasChangedSharedRows = false;
        _isAbandoned = false;
        if (_isOnReplica)
        {
            // If it cannot be taken off, this throws, and the context does not return to the pool: the next request may write.
            Database.CloseConnection();
            Database.SetDbConnection(null);
            _isOnReplica = false;
            return;
        }

        try
        {
            if (Database.CurrentTransaction is null && Database.GetDbConnection().State == ConnectionState.Closed)
                Database.SetDbConnection(null);
        }
        catch (ObjectDisposedException)
        {
            // The context pool is being disposed, with its unused contexts.
        }
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        foreach (var resource in Catalog.All)
            resource.Accept(new ResourceMapping(modelBuilder));
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(OpenEventDb).Assembly);
        DatabaseFunctionMapping.Apply(modelBuilder);
        EntityConventions.Apply(modelBuilder);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<decimal>().HavePrecision(20, 6);
        configurationBuilder.Properties<Enum>().HaveConversion<string>();
    }
}
