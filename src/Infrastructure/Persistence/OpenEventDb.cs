using System.Collections.Concurrent;
using System.Data;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources;

namespace OpenEvent.Infrastructure.Persistence;

/// <summary>The database: its model comes from the resource declarations, and from the mappings for what convention cannot say.</summary>
internal sealed class OpenEventDb : DbContext, IData
{
    private static readonly ResourceCatalog Catalog = ResourceCatalog.Scan();

    /// <summary>The statements that the code holds, with their parameters' places: as many as stand in it.</summary>
    private static readonly ConcurrentDictionary<string, string> Texts = new();

    /// <remarks>EF's savepoint around each save would be for whoever goes on after a failed one. Nobody does: the unit of work is undone as a whole.</remarks>
    public OpenEventDb(DbContextOptions<OpenEventDb> options)
        : base(options) => Database.AutoSavepointsEnabled = false;

    DbSet<T> IData.Set<T>() => Set<T>();

    /// <remarks>Each who looks at the tracked rows, as the interceptors do, would have all of them compared anew: once is enough.</remarks>
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
        catch (DbUpdateException failure) when (Constraints.Explain(failure) is { } refused)
        {
            throw refused;
        }
    }

    async Task IData.InsertAsync(IReadOnlyList<object> rows, CancellationToken ct)
    {
        try
        {
            await NewRows.WriteAsync(Model, (NpgsqlConnection)Database.GetDbConnection(), Transaction, rows, ct);
        }
        catch (PostgresException failure) when (Constraints.Explain(new DbUpdateException(failure.Message, failure)) is { } refused)
        {
            throw refused;
        }
    }

    async Task<int> IData.ExecuteAsync(FormattableString statement, CancellationToken ct)
    {
        var text = Texts.GetOrAdd(statement.Format, format =>
            string.Format(
                CultureInfo.InvariantCulture,
                format,
                [.. Enumerable.Range(1, statement.ArgumentCount).Select(n => (object)$"${n}")]
            )
        );
        await using var command = new NpgsqlCommand(text, (NpgsqlConnection)Database.GetDbConnection(), Transaction);
        foreach (var value in statement.GetArguments())
            command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
        return await command.ExecuteNonQueryAsync(ct);
    }

    private NpgsqlTransaction Transaction =>
        (NpgsqlTransaction)
            (Database.CurrentTransaction ?? throw new InvalidOperationException("There is no open transaction.")).GetDbTransaction();

    async Task IData.LockAsync<T>(long id, CancellationToken ct)
    {
        var table = Model.FindEntityType(typeof(T))!.GetTableName();
#pragma warning disable EF1002 // The table's name comes from the model, never from a request.
        await Database.ExecuteSqlRawAsync($"SELECT 1 FROM \"{table}\" WHERE id = {{0}} FOR NO KEY UPDATE", [id], ct);
#pragma warning restore EF1002
    }

    async Task<IWork> IData.BeginAsync(CancellationToken ct) =>
        Database.CurrentTransaction is { } open ? new JoinedWork(open) : new OwnWork(await Database.BeginTransactionAsync(ct));

    public bool IsLost => Database.CurrentTransaction is not null && Database.GetDbConnection().State != ConnectionState.Open;

    void IData.Forget() => ChangeTracker.Clear();

    public override void Dispose()
    {
        ForgetConnection();
        base.Dispose();
    }

    public override ValueTask DisposeAsync()
    {
        ForgetConnection();
        return base.DisposeAsync();
    }

    /// <summary>
    /// Contexts are pooled, their connection objects are not: such an object lends its command object again, and Npgsql 10.0.3 leaves that broken when the
    /// connection is lost while a statement is being prepared; whoever got it next would fail (docs/decisions/020).
    /// </summary>
    private void ForgetConnection()
    {
        try
        {
            if (Database.CurrentTransaction is null && Database.GetDbConnection().State == ConnectionState.Closed)
                Database.SetDbConnection(null);
        }
        catch (ObjectDisposedException)
        {
            // The pool itself ends, with contexts that nobody has.
        }
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        foreach (var resource in Catalog.All)
            resource.Accept(new ResourceMapping(modelBuilder));
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(OpenEventDb).Assembly);
        TextSearchMapping.Apply(modelBuilder);
        Conventions.Apply(modelBuilder);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<decimal>().HavePrecision(20, 6);
        configurationBuilder.Properties<Enum>().HaveConversion<string>();
    }
}
