using Npgsql;

namespace OpenEvent.Bench;

/// <summary>Inserts many rows with one statement.</summary>
internal static class RowSeeder
{
    /// <summary>
    /// Required columns without a value and without a default get one by their type, so that a new column needs no change of a benchmark.
    /// </summary>
    /// <param name="values">SQL expressions by column. <c>n</c> counts the rows from 1.</param>
    public static async Task AddAsync(string connectionString, string table, int rows, IReadOnlyDictionary<string, string> values)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        var all = new Dictionary<string, string>(values);
        await using var columns = source.CreateCommand(
            $"""
            SELECT column_name, data_type FROM information_schema.columns
            WHERE table_name = '{table}' AND is_nullable = 'NO' AND column_default IS NULL AND is_identity = 'NO' AND is_generated = 'NEVER'
            """
        );
        await using (var reader = await columns.ExecuteReaderAsync())
            while (await reader.ReadAsync())
                all.TryAdd(reader.GetString(0), DefaultOf(reader.GetString(1)));
        await using var insert = source.CreateCommand(
            $"INSERT INTO {table} ({string.Join(", ", all.Keys)}) "
                + $"SELECT {string.Join(", ", all.Values)} FROM generate_series(1, {rows}) n; ANALYZE {table}"
        );
        await insert.ExecuteNonQueryAsync();
    }

    private static string DefaultOf(string type) =>
        type switch
        {
            "boolean" => "false",
            "text" or "character varying" => "''",
            "timestamp with time zone" => "now()",
            _ => "0",
        };
}
