using Npgsql;

namespace OpenEvent.Bench;

/// <summary>Inserts 200 published events, each about 6 KB as a document.</summary>
internal static class EventSeeder
{
    public static async Task AddAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        // Required columns without a default get a value by type, so that a new column needs no change here.
        await using var columns = new NpgsqlCommand(
            """
            SELECT column_name, data_type FROM information_schema.columns
            WHERE table_name = 'events' AND is_nullable = 'NO' AND column_default IS NULL AND is_identity = 'NO'
            """,
            connection
        );
        List<(string Name, string Type)> requiredColumns = [];
        await using (var reader = await columns.ExecuteReaderAsync())
            while (await reader.ReadAsync())
                requiredColumns.Add((reader.GetString(0), reader.GetString(1)));
        var values = new Dictionary<string, string>
        {
            ["identifier"] = "'b' || lpad(n::text, 7, '0')",
            ["name"] = "'Conference ' || n",
            ["state"] = "'Published'",
            ["privacy"] = "'public'",
            ["timezone"] = "'Europe/Berlin'",
            ["starts_at"] = "'2099-05-01T09:00:00Z'",
            ["ends_at"] = "'2099-05-03T18:00:00Z'",
            ["created_at"] = "now()",
            ["description"] = "repeat('About free software. ', 20)",
            ["owner_name"] = "'The team'",
            ["location_name"] = "'Hall ' || n",
            ["payment_currency"] = "'EUR'",
            ["latitude"] = "52.5",
            ["longitude"] = "13.4",
            ["original_image_url"] = "'https://example.org/images/' || n || '.png'",
        };
        foreach (var (name, type) in requiredColumns)
            values.TryAdd(
                name,
                type switch
                {
                    "boolean" => "false",
                    "text" => "''",
                    "timestamp with time zone" => "now()",
                    _ => "0",
                }
            );
        await using var insert = new NpgsqlCommand(
            $"""
            INSERT INTO events ({string.Join(", ", values.Keys)})
            SELECT {string.Join(", ", values.Values)} FROM generate_series(1, 200) n;
            ANALYZE events
            """,
            connection
        );
        await insert.ExecuteNonQueryAsync();
    }
}
