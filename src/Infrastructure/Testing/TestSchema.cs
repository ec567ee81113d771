using Npgsql;
using OpenEvent.Infrastructure.Persistence;

namespace OpenEvent.Infrastructure.Testing;

/// <summary>
/// What testing mode adds to a database: the schema <c>testing</c> with the time and the template's rows, and a function <c>now()</c> that
/// hides PostgreSQL's, so that statements follow the test clock. The schema also marks databases whose rows may be deleted.
/// </summary>
internal static class TestSchema
{
    public const string Name = "testing";

    /// <summary>PostgreSQL looks into <c>pg_catalog</c> first, unless the path names it.</summary>
    public const string SearchPath = "public, pg_catalog";

    public const string SetTimeSql = $"UPDATE {Name}.clock SET shift = $1, frozen_at = $2";

    private const string CreateSql = $"""
        DROP SCHEMA IF EXISTS {Name} CASCADE;
        CREATE SCHEMA {Name};
        CREATE TABLE {Name}.clock (shift interval NOT NULL, frozen_at timestamptz);
        INSERT INTO {Name}.clock VALUES (interval '0', NULL);
        CREATE OR REPLACE FUNCTION now() RETURNS timestamptz LANGUAGE sql STABLE AS
            $$ SELECT coalesce(frozen_at, pg_catalog.now() + shift) FROM {Name}.clock $$;
        """;

    private const string IsUsedWithoutSql =
        $"""SELECT to_regclass('public."__EFMigrationsHistory"') IS NOT NULL AND to_regnamespace('{Name}') IS NULL""";

    /// <summary>Called before the migrations.</summary>
    /// <exception cref="PostgresUnavailableException">A server without testing mode has used the database.</exception>
    public static async Task CreateAsync(NpgsqlDataSource source, CancellationToken ct)
    {
        await using var isUsed = source.CreateCommand(IsUsedWithoutSql);
        if (await isUsed.ExecuteScalarAsync(ct) is true)
            throw new PostgresUnavailableException(
                "Testing:Enabled=true: a server without it has used the database of Database:ConnectionString, and testing mode deletes all "
                    + "rows. Name an empty database."
            );
        await using var create = source.CreateCommand(CreateSql);
        await create.ExecuteNonQueryAsync(ct);
    }
}
