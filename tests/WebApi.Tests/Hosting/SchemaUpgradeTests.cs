using Npgsql;
using NUnit.Framework;
using OpenEvent.Infrastructure.Persistence;
using OpenEvent.Testing;
using OpenEvent.WebApi.Hosting;

namespace OpenEvent.WebApi.Tests.Hosting;

/// <summary>Which databases a build starts on.</summary>
public sealed class SchemaUpgradeTests
{
    private const string Newer = "9.9.0+abcdef12";

    private string _folder = "";
    private TestDatabase _database = null!;

    [SetUp]
    public async Task SetUp()
    {
        _folder = Directory.CreateTempSubdirectory("openevent-upgrade-").FullName;
        _database = await TestDatabase.CreateAsync();
    }

    [TearDown]
    public async Task TearDown()
    {
        await _database.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public async Task A_database_of_a_newer_version_is_rejected_with_both_versions()
    {
        await StartAsync();
        await UpgradeByNewerVersionAsync("29991231000000_Later");
        Assert.That(await FindStartErrorAsync(), Does.Contain(Newer).And.Contain(Telemetry.Version).And.Not.Contain("\n"));
    }

    [Test]
    public async Task During_a_rolling_upgrade_the_version_before_starts()
    {
        await StartAsync();
        await UpgradeByNewerVersionAsync("29991231000000_Later");
        await using var newerServer = await ConnectAsync(Database.GetApplicationName(Newer));
        Assert.That(await FindStartErrorAsync(), Is.Null);
    }

    [Test]
    public async Task During_a_rolling_upgrade_older_versions_do_not_start()
    {
        await StartAsync();
        await UpgradeByNewerVersionAsync("29991231000000_Later", "29991231000001_Latest");
        await using var newerServer = await ConnectAsync(Database.GetApplicationName(Newer));
        Assert.That(await FindStartErrorAsync(), Does.Contain(Newer));
    }

    [Test]
    public async Task The_same_version_starts_again()
    {
        await StartAsync();
        Assert.That(await FindStartErrorAsync(), Is.Null);
        Assert.That(await ReadAsync("SELECT obj_description('\"__EFMigrationsHistory\"'::regclass)"), Is.EqualTo(Telemetry.Version));
    }

    [Test]
    public async Task A_database_with_tables_of_another_program_is_rejected_in_one_line()
    {
        await ExecuteAsync("CREATE TABLE events (id int)");
        Assert.That(await FindStartErrorAsync(), Does.Contain("Database:ConnectionString").And.Contain("events").And.Not.Contain("\n"));
    }

    [Test]
    public async Task A_read_only_database_is_rejected_in_one_line()
    {
        await ExecuteAsync($"ALTER DATABASE {await ReadAsync("SELECT current_database()")} SET default_transaction_read_only = on");
        Assert.That(await FindStartErrorAsync(), Does.Contain("Database:ConnectionString").And.Contain("read-only"));
    }

    [Test]
    public async Task A_role_that_may_not_create_tables_is_rejected_in_one_line()
    {
        await ExecuteAsync("REVOKE CREATE ON SCHEMA public FROM public; DROP SCHEMA public; CREATE SCHEMA other");
        Assert.That(await FindStartErrorAsync(), Does.Contain("Database:ConnectionString"));
    }

    [Test, NonParallelizable]
    public async Task A_start_that_waits_for_a_lock_says_who_holds_it()
    {
        await StartAsync();
        using var log = new CapturedConsole();
        await using var holder = await ConnectAsync("left open");
        await using var transaction = await holder.BeginTransactionAsync();
        await using (var command = new NpgsqlCommand("LOCK TABLE \"__EFMigrationsHistory\"", holder, transaction))
            await command.ExecuteNonQueryAsync();
        var start = FindStartErrorAsync("--Log:Level=Warning");
        await Eventually.IsTrueAsync("the log says who holds the lock", () =>
            start.IsCompleted || log.Text.Contains("left open", StringComparison.Ordinal)
        );
        Assert.That(start.IsCompleted, Is.False, log.Text);
        Assert.That(log.Text, Does.Contain($"process {holder.ProcessID} of PostgreSQL"));
        await transaction.RollbackAsync();
        Assert.That(await start, Is.Null);
    }

    private Task UpgradeByNewerVersionAsync(params string[] migrations) =>
        ExecuteAsync(
            string.Concat(migrations.Select(m => $"INSERT INTO \"__EFMigrationsHistory\" VALUES ('{m}', '11.0.0'); "))
                + $"COMMENT ON TABLE \"__EFMigrationsHistory\" IS '{Newer}'"
        );

    private async Task StartAsync() => Assert.That(await FindStartErrorAsync(), Is.Null);

    private async Task<string?> FindStartErrorAsync(string level = "--Log:Level=None")
    {
        try
        {
            await using var app = await WebApi.Program.BuildAsync([
                "--Data:Directory=" + _folder,
                "--urls=http://127.0.0.1:0",
                "--Database:ConnectionString=" + _database.ConnectionString,
                "--Admin:Email=admin@example.org",
                "--Admin:Password=correct horse",
                "--Lab:Device=none",
                level,
            ]);
            return null;
        }
        catch (ConfigurationException e)
        {
            return e.Message;
        }
    }

    private async Task<NpgsqlConnection> ConnectAsync(string applicationName)
    {
        var settings = new NpgsqlConnectionStringBuilder(_database.ConnectionString) { ApplicationName = applicationName, Pooling = false };
        var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = await ConnectAsync("test");
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<string?> ReadAsync(string sql)
    {
        await using var connection = await ConnectAsync("test");
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync() as string;
    }
}
