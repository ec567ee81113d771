using System.Globalization;
using System.Text;
using Npgsql;

namespace OpenEvent.Infrastructure.Testing;

/// <summary>The rows of a database at some time, kept in the tables of a schema, and the statements that restore them.</summary>
internal sealed class RowTemplate
{
    private const string SequencesSql =
        "SELECT format('%I', sequencename), coalesce(last_value, 0) FROM pg_sequences WHERE schemaname = 'public'";

    /// <summary>The table of the last values of the sequences. No table of ours has such a name.</summary>
    private const string SequenceTable = "\"$sequences\"";

    private readonly IReadOnlyList<string> _tables;
    private readonly string _insertSql;
    private readonly string _usedTablesSql;
    private readonly Dictionary<string, long> _sequences;

    private RowTemplate(IReadOnlyList<string> tables, string insertSql, Dictionary<string, long> sequences)
    {
        _tables = tables;
        _insertSql = insertSql;
        _sequences = sequences;
        _usedTablesSql = UsedTablesSql(tables);
    }

    /// <summary>Copies the present rows into a schema, which is created anew.</summary>
    public static async Task<RowTemplate> CreateAsync(NpgsqlConnection connection, string schema, CancellationToken ct)
    {
        var tables = await TableOrder.ReadAsync(connection, ct);
        var statements = new StringBuilder($"DROP SCHEMA IF EXISTS {schema} CASCADE; CREATE SCHEMA {schema};\n");
        foreach (var (table, _) in await ReadUsedAsync(connection, UsedTablesSql(tables), ct))
            statements.Append(CultureInfo.InvariantCulture, $"CREATE TABLE {schema}.{table} AS TABLE public.{table};\n");
        statements.Append(CultureInfo.InvariantCulture, $"CREATE TABLE {schema}.{SequenceTable} (name, last) AS {SequencesSql};\n");
        await ExecuteAsync(connection, statements.ToString(), ct);
        return await LoadAsync(connection, schema, ct);
    }

    /// <summary>Reads a template that was created by an earlier start.</summary>
    public static async Task<RowTemplate> LoadAsync(NpgsqlConnection connection, string schema, CancellationToken ct)
    {
        var tables = await TableOrder.ReadAsync(connection, ct);
        var kept = await TableOrder.ReadNamesAsync(connection, schema, ct);
        var inserts = new StringBuilder();
        // A table that others refer to is filled before them.
        foreach (var table in tables.Where(kept.Contains).Reverse())
        {
            var columns = await TableOrder.ReadColumnsAsync(connection, table, ct);
            inserts.Append(
                CultureInfo.InvariantCulture,
                $"INSERT INTO public.{table} ({columns}) OVERRIDING SYSTEM VALUE SELECT {columns} FROM {schema}.{table};\n"
            );
        }

        var sequences = await ReadSequencesAsync(connection, $"SELECT name, last FROM {schema}.{SequenceTable}", ct);
        return new RowTemplate(tables, inserts.ToString(), sequences);
    }

    /// <param name="truncateThreshold">The size of all rows, in bytes, from which on the tables get new files.</param>
    public async Task RestoreAsync(NpgsqlConnection connection, long truncateThreshold, CancellationToken ct)
    {
        var used = await ReadUsedAsync(connection, _usedTablesSql, ct);
        var statements = new StringBuilder();
        if (used.Sum(t => t.Bytes) >= truncateThreshold)
            statements.Append(CultureInfo.InvariantCulture, $"TRUNCATE {string.Join(", ", _tables)};\n");
        else
            foreach (var (table, _) in used)
                statements.Append(CultureInfo.InvariantCulture, $"DELETE FROM public.{table};\n");
        statements.Append(_insertSql);
        foreach (var (sequence, last) in await ReadSequencesAsync(connection, SequencesSql, ct))
        {
            var wanted = _sequences.GetValueOrDefault(sequence);
            if (last != wanted)
                statements.Append(
                    CultureInfo.InvariantCulture,
                    $"SELECT setval('public.{sequence}', {Math.Max(wanted, 1)}, {(wanted > 0 ? "true" : "false")});\n"
                );
        }

        await ExecuteAsync(connection, statements.ToString(), ct);
    }

    /// <summary>The names and sizes of the tables that have rows, in the order of <see cref="TableOrder"/>.</summary>
    private static string UsedTablesSql(IEnumerable<string> tables) =>
        string.Join(
            " UNION ALL ",
            tables.Select((table, i) => $"SELECT {i}, '{table}', pg_relation_size('{table}') WHERE EXISTS (SELECT FROM {table})")
        ) + " ORDER BY 1";

    private static async Task<List<(string Table, long Bytes)>> ReadUsedAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        List<(string, long)> used = [];
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            used.Add((reader.GetString(1), reader.GetInt64(2)));
        return used;
    }

    private static async Task<Dictionary<string, long>> ReadSequencesAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        Dictionary<string, long> last = [];
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            last.Add(reader.GetString(0), reader.GetInt64(1));
        return last;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(ct);
    }
}
