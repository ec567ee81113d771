using Npgsql;

namespace OpenEvent.Infrastructure.Testing;

/// <summary>The tables whose rows a reset replaces, each before those that it refers to. Rows can be deleted in this order.</summary>
internal static class TableOrder
{
    /// <summary>Their rows belong to the installation: the schema, and the keys that a running server has in memory.</summary>
    private static readonly string[] Kept = ["\"__EFMigrationsHistory\"", "secrets", "data_protection_keys"];

    private const string TablesSql = "SELECT format('%I', tablename) FROM pg_tables WHERE schemaname = '{0}' ORDER BY tablename";

    private const string ReferencesSql = """
        SELECT format('%I', f.relname), format('%I', t.relname) FROM pg_constraint c
        JOIN pg_class f ON f.oid = c.conrelid JOIN pg_class t ON t.oid = c.confrelid
        WHERE c.contype = 'f' AND c.conrelid <> c.confrelid AND c.connamespace = 'public'::regnamespace
        """;

    /// <summary>A reference that the removal of its target clears. No row of the start has one.</summary>
    private const string ClearedReferences = " AND c.confdeltype <> 'n'";

    private const string ColumnsSql = """
        SELECT string_agg(format('%I', attname), ', ' ORDER BY attnum) FROM pg_attribute
        WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
        """;

    /// <exception cref="InvalidOperationException">Tables refer to each other in a circle.</exception>
    public static async Task<List<string>> ReadAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        var left = (await ReadNamesAsync(connection, "public", ct)).Except(Kept).ToList();
        var references = await ReadPairsAsync(connection, ReferencesSql, ct);
        var lasting = await ReadPairsAsync(connection, ReferencesSql + ClearedReferences, ct);
        List<string> order = [];
        while (left.Count > 0)
        {
            var free = FindFree(references);
            if (free.Count == 0)
                free = FindFree(lasting);
            if (free.Count == 0)
                throw new InvalidOperationException($"These tables refer to each other in a circle: {string.Join(", ", left)}.");
            order.AddRange(free);
            left = [.. left.Except(free)];
        }

        return order;

        List<string> FindFree(List<(string From, string To)> pairs) =>
            [.. left.Where(table => !pairs.Any(r => r.To == table && left.Contains(r.From)))];
    }

    /// <summary>The tables of a schema, in the order of their names.</summary>
    public static async Task<IReadOnlyList<string>> ReadNamesAsync(NpgsqlConnection connection, string schema, CancellationToken ct) =>
        [.. (await ReadPairsAsync(connection, TablesSql.Replace("{0}", schema, StringComparison.Ordinal), ct)).Select(r => r.From)];

    /// <summary>The columns of a table that can be written, separated by commas.</summary>
    public static async Task<string> ReadColumnsAsync(NpgsqlConnection connection, string table, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(ColumnsSql, connection);
        command.Parameters.AddWithValue($"public.{table}");
        return (string)(await command.ExecuteScalarAsync(ct))!;
    }

    private static async Task<List<(string From, string To)>> ReadPairsAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        List<(string, string)> rows = [];
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            rows.Add((reader.GetString(0), reader.FieldCount > 1 ? reader.GetString(1) : ""));
        return rows;
    }
}
