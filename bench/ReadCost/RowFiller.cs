using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;
using OpenEvent.Application.Resources;
using OpenEvent.Infrastructure.Persistence;

namespace OpenEvent.Bench.ReadCost;

/// <summary>
/// Inserts rows into the tables that lists read, with ids from <see cref="FirstId"/> on. All rows belong to one event where the database
/// allows it, and each is linked to another row of the other tables. Long texts have 1,000 characters that hardly compress.
/// </summary>
internal sealed class RowFiller(string connectionString, int rows)
{
    public const int FirstId = 1001;

    private static readonly HashSet<Type> Resources = [.. ResourceCatalog.Scan().All.Select(r => r.EntityType)];

    /// <summary>How many tables got rows.</summary>
    public int Filled { get; private set; }

    /// <returns>The tables that got no rows, and why: most hold a single row or belong to the server.</returns>
    public async Task<List<(string Table, string Problem)>> FillAsync()
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        var name = new NpgsqlConnectionStringBuilder(connectionString).Database;
        await ExecuteAsync(source, $"ALTER DATABASE {name} SET max_parallel_workers_per_gather = 0");
        await ExecuteAsync(source, $"ALTER DATABASE {name} SET jit = off");
        var options = new DbContextOptionsBuilder<OpenEventDb>().UseNpgsql(connectionString).UseSnakeCaseNamingConvention().Options;
        await using var db = new OpenEventDb(options);
        var tables = db.Model.GetRelationalModel().Tables.Where(IsRead).ToList();
        List<(string, string)> problems = [];
        // Tables refer to each other in circles. Each id of a link is that of a row at the end.
        var links = await ReadLinksAsync(source);
        foreach (var (table, link, _) in links)
            await ExecuteAsync(source, $"ALTER TABLE {table} DROP CONSTRAINT {link}");
        foreach (var table in tables)
            try
            {
                await FillAsync(source, table);
                Filled++;
            }
            catch (PostgresException e)
            {
                problems.Add((table.Name, $"{e.SqlState} {e.MessageText}"));
            }

        foreach (var (table, link, definition) in links)
            await ExecuteAsync(source, $"ALTER TABLE {table} ADD CONSTRAINT {link} {definition} NOT VALID");
        await ExecuteAsync(source, "ANALYZE");
        return problems;
    }

    /// <summary>Tables of resources, of links between them, and of counters that belong to a row. Others are the server's own.</summary>
    private static bool IsRead(ITable table)
    {
        var entity = (IEntityType)table.EntityTypeMappings.First().TypeBase;
        return Resources.Contains(entity.ClrType) || (entity.GetForeignKeys().Any() && entity.FindProperty("Id") is null);
    }

    private static async Task<List<(string Table, string Name, string Definition)>> ReadLinksAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand(
            "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE contype = 'f'"
        );
        await using var reader = await command.ExecuteReaderAsync();
        List<(string, string, string)> links = [];
        while (await reader.ReadAsync())
            links.Add((reader.GetString(0), reader.GetString(1), reader.GetString(2)));
        return links;
    }

    private async Task FillAsync(NpgsqlDataSource source, ITable table)
    {
        Dictionary<string, string> values = [];
        await using (
            var columns = source.CreateCommand(
                $"""
                SELECT column_name, data_type, is_nullable = 'YES', column_default IS NOT NULL
                FROM information_schema.columns WHERE table_name = '{table.Name}' AND is_generated = 'NEVER'
                """
            )
        )
        await using (var reader = await columns.ExecuteReaderAsync())
            while (await reader.ReadAsync())
            {
                var column = reader.GetString(0);
                var property = table.FindColumn(column) is { PropertyMappings: [var mapping, ..] } ? mapping.Property : null;
                var value = ColumnValues.For(table.Name, column, reader.GetString(1), reader.GetBoolean(2), reader.GetBoolean(3), property);
                if (value is not null)
                    values[column] = value;
            }

        var names = string.Join(", ", values.Keys.Select(c => $"\"{c}\""));
        await ExecuteAsync(
            source,
            $"INSERT INTO {table.Name} ({names}) OVERRIDING SYSTEM VALUE SELECT {string.Join(", ", values.Values)} "
                + $"FROM generate_series({FirstId}, {FirstId + rows - 1}) n"
        );
    }

    private static async Task ExecuteAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        command.CommandTimeout = 300;
        await command.ExecuteNonQueryAsync();
    }
}
