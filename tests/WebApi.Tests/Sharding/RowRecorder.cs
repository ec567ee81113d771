using System.Text.Json;
using Npgsql;

namespace OpenEvent.WebApi.Tests.Sharding;

/// <summary>
/// Records the rows that statements read and write, by row-level security: PostgreSQL calls a function for each row of a scan that passes
/// the conditions on keys, and for each row that is written (https://www.postgresql.org/docs/current/ddl-rowsecurity.html). Conditions
/// that could reveal a row by an error are checked after the call, so rather too many rows are recorded than too few. The rows of a
/// transaction that is rolled back are not.
/// </summary>
/// <remarks>
/// The function is declared stable, so that the plans are those without it. It may therefore not insert rows, and sends notifications.
/// Sequential scans and hashes are off, because the planner prefers them for the few rows of a test.
/// </remarks>
internal sealed class RowRecorder(NpgsqlDataSource source)
{
    private const string Install = """
        CREATE FUNCTION record_touch(name text, is_new boolean, content jsonb) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
        BEGIN
            PERFORM pg_notify('touched_rows', jsonb_build_object('Table', name, 'IsNew', is_new, 'Statement', right(current_query(), 3000),
                'Row', (SELECT jsonb_object_agg(key, value) FROM jsonb_each(content) WHERE jsonb_typeof(value) = 'number' AND key ~ 'id$')
            )::text);
            RETURN true;
        END $$;
        DO $$
        DECLARE t text;
        BEGIN
            FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> '__EFMigrationsHistory' LOOP
                EXECUTE format(
                    'CREATE POLICY recorded ON %1$I USING (record_touch(%1$L, false, to_jsonb(%1$I.*)))
                        WITH CHECK (record_touch(%1$L, true, to_jsonb(%1$I.*)))', t);
            END LOOP;
            FOREACH t IN ARRAY ARRAY['enable_seqscan', 'enable_hashjoin', 'enable_mergejoin'] LOOP
                EXECUTE format('ALTER DATABASE %I SET %s = off', current_database(), t);
            END LOOP;
        END $$;
        """;

    private const string TurnOn = """
        DO $$
        DECLARE t text;
        BEGIN
            FOR t IN SELECT tablename FROM pg_policies WHERE policyname = 'recorded' LOOP
                EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', t);
            END LOOP;
        END $$
        """;

    private const string End = "end";

    private static readonly string TurnOff = TurnOn
        .Replace("ENABLE", "DISABLE", StringComparison.Ordinal)
        .Replace("FORCE", "NO FORCE", StringComparison.Ordinal);

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
        List<string> heard = [];
        await using var listener = await source.OpenConnectionAsync();
        listener.Notification += (_, notification) => heard.Add(notification.Payload);
        await ExecuteAsync(listener, "LISTEN touched_rows");
        await ExecuteAsync(TurnOn);
        try
        {
            await work();
        }
        finally
        {
            await ExecuteAsync(TurnOff);
        }

        // Notifications arrive in the order of their commits.
        await ExecuteAsync($"NOTIFY touched_rows, '{End}'");
        while (!heard.Contains(End))
            await listener.WaitAsync();
        await ExecuteAsync(listener, "UNLISTEN *");
        return
        [
            .. heard
                .Where(payload => payload != End)
                .Select(payload => JsonSerializer.Deserialize<TouchedRow>(payload)!)
                .Where(row => !background.Any(text => row.Statement.Contains(text, StringComparison.Ordinal))),
        ];
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = await source.OpenConnectionAsync();
        await ExecuteAsync(connection, sql);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
