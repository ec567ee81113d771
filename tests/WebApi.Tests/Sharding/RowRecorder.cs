using System.Text.Json;
using Npgsql;

namespace OpenEvent.WebApi.Tests.Sharding;

/// <summary>
/// Records the rows that statements read and write, by row-level security: PostgreSQL calls a function for each row of a scan that passes
/// the conditions on keys, and for each row that is written (https://www.postgresql.org/docs/current/ddl-rowsecurity.html). Conditions
/// that could reveal a row by an error are checked after the call, so rather too many rows are recorded than too few. The rows of a
/// transaction that is rolled back are not.
/// </summary>
/// <remarks>Sequential scans and hashes are off, because the planner prefers them for the few rows of a test.</remarks>
internal sealed class RowRecorder(NpgsqlDataSource source)
{
    private const string Install = """
        CREATE TABLE touched_rows (number bigint GENERATED ALWAYS AS IDENTITY, name text, is_new boolean, content jsonb, statement text);
        CREATE FUNCTION record_touch(name text, is_new boolean, content jsonb) RETURNS boolean LANGUAGE plpgsql VOLATILE AS $$
        BEGIN
            INSERT INTO touched_rows (name, is_new, content, statement) VALUES (name, is_new, content, current_query());
            RETURN true;
        END $$;
        DO $$
        DECLARE t text;
        BEGIN
            FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename NOT IN ('touched_rows', '__EFMigrationsHistory')
            LOOP
                EXECUTE format(
                    'CREATE POLICY recorded ON %1$I USING (record_touch(%1$L, false, to_jsonb(%1$I.*)))
                        WITH CHECK (record_touch(%1$L, true, to_jsonb(%1$I.*)))', t);
            END LOOP;
            FOREACH t IN ARRAY ARRAY['enable_seqscan', 'enable_hashjoin', 'enable_mergejoin'] LOOP
                EXECUTE format('ALTER DATABASE %I SET %s = off', current_database(), t);
            END LOOP;
        END $$;
        """;

    private const string Switch = """
        DO $$
        DECLARE t text;
        BEGIN
            FOR t IN SELECT tablename FROM pg_policies WHERE policyname = 'recorded' LOOP
                EXECUTE format('ALTER TABLE %I {0} ROW LEVEL SECURITY, {1} ROW LEVEL SECURITY', t);
            END LOOP;
        END $$
        """;

    /// <summary>Prepares the database. Nothing is recorded yet.</summary>
    public async Task InstallAsync()
    {
        await ExecuteAsync(Install);
        source.Clear(); // Settings of the database apply to new sessions.
    }

    /// <summary>Records while the work runs.</summary>
    /// <param name="background">Texts that only statements of background services contain.</param>
    public async Task<IReadOnlyList<TouchedRow>> RecordAsync(Func<Task> work, params string[] background)
    {
        await ExecuteAsync("TRUNCATE touched_rows");
        await ExecuteAsync(string.Format(null, Switch, "ENABLE", "FORCE"));
        try
        {
            await work();
        }
        finally
        {
            await ExecuteAsync(string.Format(null, Switch, "DISABLE", "NO FORCE"));
        }

        List<TouchedRow> rows = [];
        await using var command = source.CreateCommand("SELECT name, is_new, content, statement FROM touched_rows ORDER BY number");
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            rows.Add(
                new TouchedRow(
                    reader.GetString(0),
                    reader.GetBoolean(1),
                    JsonDocument.Parse(reader.GetString(2)).RootElement,
                    reader.GetString(3)
                )
            );
        return [.. rows.Where(row => !background.Any(text => row.Statement.Contains(text, StringComparison.Ordinal)))];
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
