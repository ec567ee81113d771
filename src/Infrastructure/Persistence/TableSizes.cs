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
    /// ANALYZE: https://www.postgresql.org/docs/current/monitoring-stats.html. <c>avg_width</c> does not count long values that are stored
    /// apart, in chunks of the TOAST table.
    /// </summary>
    private const string Query = """
        SELECT s.relname, greatest(s.n_live_tup, c.reltuples::bigint, 0), pg_table_size(s.relid), w.bytes,
            greatest(ts.n_live_tup, tc.reltuples::bigint, 0)
        FROM pg_stat_user_tables s
        JOIN pg_class c ON c.oid = s.relid
        LEFT JOIN pg_class tc ON tc.oid = c.reltoastrelid
        LEFT JOIN pg_stat_all_tables ts ON ts.relid = tc.oid
        LEFT JOIN (SELECT schemaname, tablename, sum(avg_width) AS bytes FROM pg_stats GROUP BY schemaname, tablename) w
            ON w.schemaname = s.schemaname AND w.tablename = s.relname
        WHERE s.schemaname = current_schema()
        """;

    /// <summary>The largest chunk of a TOAST table: https://www.postgresql.org/docs/current/storage-toast.html.</summary>
    private const long ToastChunk = 2000;

    /// <summary>The average of a table whose rows are not known, because it was never analysed.</summary>
    private const long UnknownBytesPerRow = 1000;

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
                long? width = await reader.IsDBNullAsync(3, ct) ? null : reader.GetInt64(3);
                var bytes = GetBytesPerRow(rows, reader.GetInt64(2), width, reader.GetInt64(4));
                sizes[reader.GetString(0)] = new TableSize(rows, bytes);
            }

        await using var scope = scopes.CreateAsyncScope();
        _sizes = scope
            .ServiceProvider.GetRequiredService<OpenEventDb>()
            .Model.GetEntityTypes()
            .Where(e => !e.IsOwned() && e.GetTableName() is { } table && sizes.ContainsKey(table))
            .GroupBy(e => e.ClrType)
            .ToDictionary(g => g.Key, g => sizes[g.First().GetTableName()!]);
    }

    /// <summary>
    /// A table that has lost most of its rows keeps its pages, so its size is used only where it was not analysed.
    /// </summary>
    /// <param name="tableBytes">With the TOAST table, without indexes.</param>
    /// <param name="width">The average bytes of a row in the table itself; null: never analysed.</param>
    internal static long GetBytesPerRow(long rows, long tableBytes, long? width, long toastChunks)
    {
        var used = Math.Max(tableBytes - EmptyTable, 0);
        if (rows == 0)
            return Math.Min(used, UnknownBytesPerRow);
        var bytes = used / rows;
        if (width is { } known)
            bytes = Math.Min(bytes, known + (toastChunks * ToastChunk / rows));
        return Math.Min(bytes, MaxBytesPerRow);
    }
}
