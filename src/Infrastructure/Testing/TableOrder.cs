using Npgsql;

namespace OpenEvent.Infrastructure.Testing;

/// <summary>The tables whose rows a reset replaces, each before those that it refers to. Rows can be deleted in this order.</summary>
internal static class TableOrder
{
    /// <summary>Their rows belong to the installation: the schema, and the keys that a running server has in memory.</summary>
    private static readonly string[] Kept = ["\"__EFMigrationsHistory\"", "secrets", "data_protection_keys"];

    private const string TablesSql = "SELECT format('%I', tablename) FROM pg_tables WHERE schemaname = '{0}' ORDER BY tablename";

    private const string ReferencesSql = """
        SELECT format('%I', f.relname), format('%I', t.relname), c.confdeltype = 'n' FROM pg_constraint c
        JOIN pg_class f ON f.oid = c.conrelid JOIN pg_class t ON t.oid = c.confrelid
        WHERE c.contype = 'f' AND c.conrelid <> c.confrelid AND c.connamespace = 'public'::regnamespace
        """;

    private const string ColumnsSql = """
        SELECT string_agg(format('%I', attname), ', ' ORDER BY attnum) FROM pg_attribute
        WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
        """;

    /// <exception cref="InvalidOperationException">Tables refer to each other in a circle.</exception>
    public static async Task<List<string>> ReadAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        var left = (await ReadNamesAsync(connection, "public", ct)).Except(Kept).ToList();
        var references = await ReadAsync(
            connection,
            ReferencesSql,
            r => new Reference(r.GetString(0), r.GetString(1), r.GetBoolean(2)),
            ct
        );
        List<string> order = [];
        while (left.Count > 0)
        {
            var free = FindFree(_ => true);
            if (free.Count == 0)
                free = FindFree(r => !r.IsCleared);
            if (free.Count == 0)
                throw new InvalidOperationException($"These tables refer to each other in a circle: {string.Join(", ", left)}.");
            order.AddRange(free);
            left = [.. left.Except(free)];
        }

        return order;

        List<string> FindFree(Func<Reference, bool> counts) =>
            [.. left.Where(table => !references.Any(r => counts(r) && r.To == table && left.Contains(r.From)))];
    }

    /// <summary>The tables of a schema, in the order of their names.</summary>
    public static async Task<IReadOnlyList<string>> ReadNamesAsync(NpgsqlConnection connection, string schema, CancellationToken ct) =>
        await ReadAsync(connection, TablesSql.Replace("{0}", schema, StringComparison.Ordinal), r => r.GetString(0), ct);

    /// <summary>The columns of a table that can be written, separated by commas.</summary>
    public static async Task<string> ReadColumnsAsync(NpgsqlConnection connection, string table, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(ColumnsSql, connection);
        command.Parameters.AddWithValue($"public.{table}");
        return (string)(await command.ExecuteScalarAsync(ct))!;
    }

    private static async Task<List<T>> ReadAsync<T>(
        NpgsqlConnection connection,
        string sql,
        Func<NpgsqlDataReader, T> read,
        CancellationToken ct
    )
    {
        List<T> rows = [];
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            rows.Add(read(reader));
        return rows;
    }

    /// <param name="IsCleared">Whether the removal of the target clears the reference. No row of the template has such a reference.</param>
    private sealed record Reference(string From, string To, bool IsCleared);
}
