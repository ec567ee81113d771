using Npgsql;
using OpenEvent.Infrastructure.Persistence;

namespace OpenEvent.Infrastructure.Testing;

/// <summary>
/// What testing mode adds to a database: the schema <c>testing</c> with its time, and a function <c>now()</c> that hides PostgreSQL's, so
/// that statements follow the test clock. The schema also marks databases whose rows may be deleted.
/// </summary>
internal static class TestSchema
{
    /// <summary>The schema of the rows after a start.</summary>
    public const string Started = "testing_started";

    /// <summary>The schema of the rows that the migrations have added. Its comment names them.</summary>
    public const string Migrated = "testing_migrated";

    /// <summary>PostgreSQL looks into <c>pg_catalog</c> first, unless the path names it.</summary>
    public const string SearchPath = "public, pg_catalog";

    public const string SetTimeSql = $"UPDATE {Name}.clock SET shift = $1, frozen_at = $2";

    private const string Name = "testing";

    /// <summary>The comment of the schema. A schema of the same name without it belongs to other software.</summary>
    private const string Mark = "OpenEvent: testing mode deletes all rows of this database.";

    private const string CreateSql = $"""
        DROP SCHEMA IF EXISTS {Name} CASCADE;
        CREATE SCHEMA {Name};
        COMMENT ON SCHEMA {Name} IS '{Mark}';
        CREATE TABLE {Name}.clock (shift interval NOT NULL, frozen_at timestamptz);
        INSERT INTO {Name}.clock VALUES (interval '0', NULL);
        CREATE OR REPLACE FUNCTION public.now() RETURNS timestamptz LANGUAGE sql STABLE AS
            $$ SELECT coalesce(frozen_at, pg_catalog.now() + shift) FROM {Name}.clock $$;
        """;

    private const string IsUsedSql = "SELECT EXISTS (SELECT FROM pg_tables WHERE schemaname = 'public')";

    private const string IsMarkedSql = $"SELECT obj_description(to_regnamespace('{Name}'), 'pg_namespace') = '{Mark}'";

    private const string UnmarkSql = $"""
        DROP SCHEMA {Name} CASCADE;
        DROP SCHEMA IF EXISTS {Started} CASCADE;
        DROP SCHEMA IF EXISTS {Migrated} CASCADE;
        DROP FUNCTION IF EXISTS public.now();
        """;

    private const string MigrationsSql = $"SELECT obj_description(to_regnamespace('{Migrated}'), 'pg_namespace')";

    /// <summary>
    /// Creates the schema of testing mode. Called before the migrations. If the last run had other migrations, it drops all tables.
    /// </summary>
    /// <param name="migrations">The migrations of this build.</param>
    /// <exception cref="PostgresUnavailableException">A server without testing mode has used the database.</exception>
    public static async Task CreateAsync(NpgsqlDataSource source, string migrations, CancellationToken ct)
    {
        if (await source.ExecuteScalarAsync(IsUsedSql, ct) is true)
        {
            if (await source.ExecuteScalarAsync(IsMarkedSql, ct) is not true)
                throw new PostgresUnavailableException(
                    "Testing:Enabled=true: a server without it has used the database of Database:ConnectionString, and testing mode "
                        + "deletes all rows. Name an empty database."
                );
            if (await source.ExecuteScalarAsync(MigrationsSql, ct) as string != migrations)
                await source.ExecuteScalarAsync(
                    $"DROP SCHEMA IF EXISTS {Migrated} CASCADE; DROP SCHEMA public CASCADE; CREATE SCHEMA public",
                    ct
                );
        }

        await source.ExecuteScalarAsync(CreateSql, ct);
    }

    /// <summary>Called at a start without testing mode, whose rows must not be deleted by a later start with it.</summary>
    /// <returns>Whether the database was marked.</returns>
    public static async Task<bool> RemoveAsync(NpgsqlDataSource source, CancellationToken ct)
    {
        var isMarked = await source.ExecuteScalarAsync(IsMarkedSql, ct) is true;
        if (isMarked)
            await source.ExecuteScalarAsync(UnmarkSql, ct);
        return isMarked;
    }

    /// <summary>Called after the migrations. Restores the rows that the migrations have added.</summary>
    public static async Task RestoreMigratedAsync(NpgsqlDataSource source, string migrations, CancellationToken ct)
    {
        var isMigratedBefore = await source.ExecuteScalarAsync(MigrationsSql, ct) as string == migrations;
        await using var connection = await source.OpenConnectionAsync(ct);
        if (isMigratedBefore)
            await (await RowTemplate.LoadAsync(connection, Migrated, ct)).RestoreAsync(
                connection,
                PostgresTestDatabase.DefaultTruncateThreshold,
                ct
            );
        else
        {
            await RowTemplate.CreateAsync(connection, Migrated, ct);
            await source.ExecuteScalarAsync($"COMMENT ON SCHEMA {Migrated} IS '{migrations}'", ct);
        }
    }

    private static async Task<object?> ExecuteScalarAsync(this NpgsqlDataSource source, string sql, CancellationToken ct)
    {
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync(ct);
    }
}
