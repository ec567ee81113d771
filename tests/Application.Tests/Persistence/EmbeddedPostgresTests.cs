using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using NUnit.Framework;
using OpenEvent.Infrastructure.Persistence;
using OpenEvent.Testing;

namespace OpenEvent.Application.Tests.Persistence;

/// <summary>These tests start real clusters with the account that runs them: root in CI, an ordinary user elsewhere.</summary>
public sealed class EmbeddedPostgresTests
{
    private string _rootFolder = "";
    private string _folder = "";

    /// <summary>A folder whose cluster was created and stopped. A start in a copy of it is faster than one in an empty folder.</summary>
    private string _installed = "";

    private string Cluster => Path.Combine(_folder, "postgres", "cluster");

    [OneTimeSetUp]
    public async Task InstallAsync()
    {
        _folder = _installed = NewFolder();
        await (await StartAsync()).DisposeAsync();
    }

    [OneTimeTearDown]
    public void RemoveInstalled() => Directory.Delete(_installed, recursive: true);

    [SetUp]
    public void SetUp() => _folder = _rootFolder = NewFolder();

    [TearDown]
    public async Task TearDown()
    {
        await Eventually.IsTrueAsync("all processes of PostgreSQL are killed", async () =>
        {
            var remaining = await ListProcessIdsAsync();
            foreach (var id in remaining)
                Kill(id);
            return remaining.Count == 0;
        });
        if (Directory.Exists(_rootFolder))
            Directory.Delete(_rootFolder, recursive: true);
    }

    internal static string NewFolder() => Path.Combine(Path.GetTempPath(), "openevent-embedded-" + Guid.NewGuid().ToString("n")[..8]);

    /// <summary>Copies the installed folder with its owners and permissions.</summary>
    private async Task CopyInstalledAsync()
    {
        using var copy = Process.Start("cp", ["-a", _installed, _folder]);
        await copy.WaitForExitAsync();
        Assert.That(copy.ExitCode, Is.Zero);
    }

    [Test]
    public async Task New_folder_gets_a_cluster_that_stops_with_its_server()
    {
        await using (var postgres = await StartAsync())
        {
            Assert.That(await QueryAsync(postgres, "SHOW server_encoding"), Is.EqualTo("UTF8"));
            Assert.That(Postmaster.FindProcessId(Cluster), Is.Not.Null);
        }
        Assert.That(await ListProcessIdsAsync(), Is.Empty);
    }

    [Test]
    public async Task Rows_survive_a_restart()
    {
        await CopyInstalledAsync();
        await using (var first = await StartAsync())
            await QueryAsync(first, "CREATE TABLE kept AS SELECT 'yes' AS value");
        await using var second = await StartAsync();
        Assert.That(await QueryAsync(second, "SELECT value FROM kept"), Is.EqualTo("yes"));
    }

    [Test]
    public async Task Second_server_shares_the_cluster_and_the_last_one_stops_it()
    {
        await CopyInstalledAsync();
        var first = await StartAsync();
        var second = await StartAsync();
        Assert.That((first.WasRunning, second.WasRunning), Is.EqualTo((false, true)));
        await first.DisposeAsync();
        Assert.That(await QueryAsync(second, "SELECT 'still here'"), Is.EqualTo("still here"));
        await second.DisposeAsync();
        Assert.That(await ListProcessIdsAsync(), Is.Empty);
    }

    [Test]
    public async Task Killed_postmaster_is_restarted()
    {
        await CopyInstalledAsync();
        await using var postgres = await StartAsync();
        var before = Postmaster.FindProcessId(Cluster)!.Value;
        Kill(before);
        await Eventually.IsTrueAsync("the postmaster is restarted", () => Postmaster.FindProcessId(Cluster) is { } now && now != before);
        await using var connection = await PostgresConnector.OpenWithRetryAsync(
            postgres.ConnectionString + ";Pooling=false",
            TimeSpan.FromMinutes(1),
            default
        );
        Assert.That(connection.State, Is.EqualTo(System.Data.ConnectionState.Open));
    }

    [Test]
    public async Task Process_id_reused_by_another_program_is_not_taken_for_a_postmaster()
    {
        await CopyInstalledAsync();
        // PostgreSQL checks whether a process of its own account has this id, so the other program must run with that account.
        var account = await UnixAccount.FindAsync(Cluster, default);
        string[] line = [.. account.CommandPrefix, "sleep", "1000"];
        using var other = Process.Start(line[0], line.Skip(1));
        try
        {
            foreach (var file in new[] { "postmaster.pid", ".s.PGSQL.5432.lock" })
                await File.WriteAllTextAsync(Path.Combine(Cluster, file), $"{other.Id}\n{Cluster}\n");
            await using var next = await StartAsync();
            Assert.That((next.WasRunning, await QueryAsync(next, "SELECT 'reached'")), Is.EqualTo((false, "reached")));
        }
        finally
        {
            other.Kill();
        }
    }

    [Test]
    public async Task Incomplete_cluster_is_deleted()
    {
        var remaining = Directory.CreateDirectory(Path.Combine(_folder, "postgres", "cluster.new-1", "base"));
        await using var postgres = await StartAsync();
        Assert.That(remaining.Parent!.Exists, Is.False);
    }

    [Test]
    public async Task Folder_with_a_long_name_gets_its_socket_elsewhere()
    {
        _folder = Path.Combine(_folder, new string('x', 90));
        string socket;
        await using (var postgres = await StartAsync())
        {
            Assert.That(await QueryAsync(postgres, "SELECT 'reached'"), Is.EqualTo("reached"));
            socket = new NpgsqlConnectionStringBuilder(postgres.ConnectionString).Host!;
        }
        Assert.That(socket, Does.StartWith("/tmp/openevent-").And.Not.Exist);
    }

    [Test]
    public void Missing_binaries_are_reported_with_their_key()
    {
        var options = Options() with { Binaries = "/nowhere" };
        Assert.That(
            async () => await EmbeddedPostgres.StartAsync(options, NullLogger.Instance, default),
            Throws.InstanceOf<PostgresUnavailableException>().With.Message.Contains("Database:Binaries")
        );
    }

    [Test]
    public async Task Cluster_of_another_version_is_rejected_and_left_unchanged()
    {
        await CopyInstalledAsync();
        var version = Path.Combine(Cluster, "PG_VERSION");
        await File.WriteAllTextAsync(version, "14\n");
        Assert.That(async () => await StartAsync(), Throws.InstanceOf<PostgresUnavailableException>().With.Message.Contains("14"));
        Assert.That(await File.ReadAllTextAsync(version), Is.EqualTo("14\n"));
    }

    [Test]
    public void Path_with_shell_characters_is_rejected()
    {
        _folder += "/it's";
        Assert.That(
            async () => await StartAsync(),
            Throws.InstanceOf<PostgresUnavailableException>().With.Message.Contains("Data:Directory")
        );
    }

    [Test]
    public async Task Root_puts_the_cluster_into_the_shared_folder_if_the_account_cannot_enter()
    {
        Directory.CreateDirectory(_folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var dataDirectory = Path.Combine(_folder, "data");
        var sharedRoot = _folder + "-shared";
        try
        {
            await using var postgres = await EmbeddedPostgres.StartAsync(
                Options() with
                {
                    DataDirectory = dataDirectory,
                    SharedRoot = sharedRoot,
                },
                NullLogger.Instance,
                default
            );
            Assert.That(postgres.ClusterDirectory, Does.StartWith(Environment.IsPrivilegedProcess ? sharedRoot : dataDirectory));
            Assert.That(await QueryAsync(postgres, "SELECT 'reached'"), Is.EqualTo("reached"));
        }
        finally
        {
            if (Directory.Exists(sharedRoot))
                Directory.Delete(sharedRoot, recursive: true);
        }
    }

    private Task<EmbeddedPostgres> StartAsync() => EmbeddedPostgres.StartAsync(Options(), NullLogger.Instance, default);

    private EmbeddedPostgresOptions Options() =>
        new()
        {
            DataDirectory = _folder,
            Durable = false,
            MaxConnections = 20,
        };

    private async Task<IReadOnlyList<int>> ListProcessIdsAsync() =>
        await Postmaster.ListProcessIdsAsync(await UnixAccount.FindAsync(Cluster, default), Cluster, default);

    internal static async Task<string?> QueryAsync(EmbeddedPostgres postgres, string sql)
    {
        await using var connection = new NpgsqlConnection(postgres.ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (await command.ExecuteScalarAsync())?.ToString();
    }

    /// <summary>
    /// Kills a process and does not wait for it. It is not a child of this process, so it may stay a zombie, for example in containers
    /// without an init process.
    /// </summary>
    private static void Kill(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            process.Kill();
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            // The process has already ended.
        }
    }
}
