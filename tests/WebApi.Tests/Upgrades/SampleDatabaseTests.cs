using System.Diagnostics;
using Npgsql;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.AllRoutes;

namespace OpenEvent.WebApi.Tests.Upgrades;

/// <summary>
/// A database with at least one row in every table: the tenants of the generated tests, and <c>other-rows.sql</c> for tables that they
/// leave empty. With <c>OPENEVENT_RECORD_DATABASE=FILE</c> it is written to that file, which is what <see cref="UpgradeTests"/> start from.
/// </summary>
public sealed class SampleDatabaseTests
{
    [Test]
    public async Task Every_table_gets_a_row()
    {
        await using var tenants = await TwoTenantServer.StartAsync();
        await tenants.Server.SqlAsync(await File.ReadAllTextAsync(Path.Combine(LandedDatabase.Folder, "other-rows.sql")));
        var rows = await LandedDatabase.ReadAsync(tenants.Server.ConnectionString);
        Assert.That(rows.Where(table => table.Value.Count == 0).Select(table => table.Key), Is.Empty);

        if (Environment.GetEnvironmentVariable("OPENEVENT_RECORD_DATABASE") is { Length: > 0 } file)
            await RecordAsync(tenants.Server.ConnectionString, file);
    }

    private static async Task RecordAsync(string connectionString, string file)
    {
        var database = new NpgsqlConnectionStringBuilder(connectionString);
        string[] arguments =
        [
            "--host",
            database.Host!,
            "--username",
            database.Username!,
            "--no-owner",
            "--no-privileges",
            "--column-inserts",
            "--rows-per-insert=50",
            "--file",
            file,
            database.Database!,
        ];
        using var dump = Process.Start(new ProcessStartInfo("pg_dump", arguments))!;
        await dump.WaitForExitAsync();
        Assert.That(dump.ExitCode, Is.Zero);
        // psql's own commands (\restrict) are not SQL, and a comment names the versions of the day.
        var sql = (await File.ReadAllLinesAsync(file)).Where(line =>
            !line.StartsWith('\\') && !line.StartsWith("--", StringComparison.Ordinal)
        );
        await File.WriteAllLinesAsync(file, sql);
    }
}
