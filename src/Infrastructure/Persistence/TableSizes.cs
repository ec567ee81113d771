using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using OpenEvent.Application.Common;

namespace OpenEvent.Infrastructure.Persistence;

/// <summary>Reads the sizes of the tables every minute, with one statement, which does not read the tables.</summary>
internal sealed class TableSizes(IServiceScopeFactory scopes, NpgsqlDataSource source, TimeProvider clock, ILogger<TableSizes> log)
    : RecurringJob(TimeSpan.FromMinutes(1), clock, log),
        ITableSizes
{
    /// <summary>
    /// The statistics count each commit at once and are lost in a crash; <c>reltuples</c> is kept and is as old as the last VACUUM or
    /// ANALYZE: https://www.postgresql.org/docs/current/monitoring-stats.html.
    /// </summary>
    private const string Query = """
        SELECT s.relname, greatest(s.n_live_tup, c.reltuples::bigint, 0), pg_table_size(s.relid)
        FROM pg_stat_user_tables s JOIN pg_class c ON c.oid = s.relid
        """;

    /// <summary>Bytes of a table with a few short rows: its first pages, and those of its long texts and maps.</summary>
    private const long EmptyTable = 64 * 1024;

    /// <summary>Larger averages are wrong: the statistics have the rows later than the bytes.</summary>
    private const long MaxBytesPerRow = 32 * 1024;

    private volatile IReadOnlyDictionary<Type, TableSize> _sizes = new Dictionary<Type, TableSize>();

    public TableSize Of(Type entity) => _sizes.GetValueOrDefault(entity);

    protected override Task RunAsync(CancellationToken ct) => ReadAsync(ct);

    internal async Task ReadAsync(CancellationToken ct)
    {
        Dictionary<string, TableSize> sizes = [];
        await using var command = source.CreateCommand(Query);
        await using (var reader = await command.ExecuteReaderAsync(ct))
            while (await reader.ReadAsync(ct))
            {
                var rows = reader.GetInt64(1);
                var bytes = Math.Max(reader.GetInt64(2) - EmptyTable, 0);
                sizes[reader.GetString(0)] = new TableSize(rows, Math.Min(bytes / Math.Max(rows, 1), MaxBytesPerRow));
            }

        await using var scope = scopes.CreateAsyncScope();
        _sizes = scope
            .ServiceProvider.GetRequiredService<OpenEventDb>()
            .Model.GetEntityTypes()
            .Where(e => !e.IsOwned() && e.GetTableName() is { } table && sizes.ContainsKey(table))
            .GroupBy(e => e.ClrType)
            .ToDictionary(g => g.Key, g => sizes[g.First().GetTableName()!]);
    }
}
