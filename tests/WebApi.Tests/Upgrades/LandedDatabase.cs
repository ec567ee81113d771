using System.Runtime.CompilerServices;
using Npgsql;
using OpenEvent.Testing;

namespace OpenEvent.WebApi.Tests.Upgrades;

/// <summary>
/// Databases of earlier versions with at least one row in every table: <c>landed.sql</c> of the last landed version, which
/// <c>scripts/record-landed-database.sh</c> writes, and <c>first.sql</c> of the first one that was recorded.
/// </summary>
public static class LandedDatabase
{
    public static string Folder { get; } = FolderOf();

    /// <summary>The table of EF Core, which is not compared.</summary>
    private const string MigrationsHistory = "__EFMigrationsHistory";

    public static async Task<TestDatabase> RestoreAsync(string file)
    {
        var database = await TestDatabase.CreateAsync();
        await using var connection = await OpenAsync(database.ConnectionString);
        await using var command = new NpgsqlCommand(await File.ReadAllTextAsync(Path.Combine(Folder, file)), connection)
        {
            CommandTimeout = 300,
        };
        await command.ExecuteNonQueryAsync();
        return database;
    }

    public static async Task RunAsync(string connectionString, string sql)
    {
        await using var connection = await OpenAsync(connectionString);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>All rows by table, each row as JSON with its columns in the order of their names.</summary>
    public static async Task<Dictionary<string, List<string>>> ReadAsync(string connectionString)
    {
        await using var connection = await OpenAsync(connectionString);
        const string tables =
            $"SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> '{MigrationsHistory}' ORDER BY 1";
        var rows = new Dictionary<string, List<string>>();
        foreach (var table in await ReadTextsAsync(connection, tables))
            rows[table] = await ReadTextsAsync(connection, $"SELECT to_jsonb(t)::text FROM public.\"{table}\" t ORDER BY 1");
        return rows;
    }

    private static async Task<List<string>> ReadTextsAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        List<string> texts = [];
        while (await reader.ReadAsync())
            texts.Add(reader.GetString(0));
        return texts;
    }

    private static async Task<NpgsqlConnection> OpenAsync(string connectionString)
    {
        // Without a pool: the dump changes the session's search_path.
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    private static string FolderOf([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
}
