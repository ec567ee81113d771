using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using NUnit.Framework;
using OpenEvent.Infrastructure.Persistence;

namespace OpenEvent.Application.Tests.Persistence;

/// <summary>These start real clusters, as whoever runs the tests: root in CI, an ordinary user at a desk.</summary>
public sealed class EmbeddedPostgresTests
{
    private string _top = "";
    private string _folder = "";

    private string Cluster => Path.Combine(_folder, "postgres", "cluster");

    [SetUp]
    public void SetUp() => _folder = _top = Path.Combine(Path.GetTempPath(), "openevent-embedded-" + Guid.NewGuid().ToString("n")[..8]);

    [TearDown]
    public async Task TearDown()
    {
        for (IReadOnlyList<int> left; (left = await ProcessesAsync()).Count > 0; await Task.Delay(20))
            foreach (var id in left)
                Kill(id);
        if (Directory.Exists(_top))
            Directory.Delete(_top, recursive: true);
    }

    [Test]
    public async Task A_new_folder_gets_a_cluster_that_leaves_with_its_server()
    {
        await using (var postgres = await StartAsync())
        {
            Assert.That(await AskAsync(postgres, "SHOW server_encoding"), Is.EqualTo("UTF8"));
            Assert.That(Postmaster.Of(Cluster), Is.Not.Null);
        }
        Assert.That(await ProcessesAsync(), Is.Empty);
    }

    [Test]
    public async Task What_was_written_is_there_at_the_next_start()
    {
        await using (var first = await StartAsync())
            await AskAsync(first, "CREATE TABLE kept AS SELECT 'yes' AS value");
        await using var second = await StartAsync();
        Assert.That(await AskAsync(second, "SELECT value FROM kept"), Is.EqualTo("yes"));
    }

    [Test]
    public async Task Letters_of_every_script_have_upper_case()
    {
        await using var postgres = await StartAsync();
        Assert.That(await AskAsync(postgres, "SELECT upper('straße éñжω')"), Is.EqualTo("STRASSE ÉÑЖΩ"));
    }

    [Test]
    public async Task Servers_role_is_no_superuser()
    {
        await using var postgres = await StartAsync();
        Assert.That(await AskAsync(postgres, "SELECT rolsuper::text FROM pg_roles WHERE rolname = current_user"), Is.EqualTo("false"));
    }

    [Test]
    public async Task It_listens_on_no_network()
    {
        await using var postgres = await StartAsync();
        Assert.That(await AskAsync(postgres, "SHOW listen_addresses"), Is.Empty);
    }

    [Test]
    public async Task Only_its_own_account_enters_the_cluster()
    {
        await using var postgres = await StartAsync();
        Assert.That(File.GetUnixFileMode(Cluster), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute));
    }

    [Test]
    public async Task Second_server_shares_the_cluster_and_the_last_to_leave_stops_it()
    {
        var first = await StartAsync();
        var second = await StartAsync();
        Assert.That((first.Adopted, second.Adopted), Is.EqualTo((false, true)));
        await first.DisposeAsync();
        Assert.That(await AskAsync(second, "SELECT 'still here'"), Is.EqualTo("still here"));
        await second.DisposeAsync();
        Assert.That(await ProcessesAsync(), Is.Empty);
    }

    [Test]
    public async Task Killed_postmaster_is_started_again()
    {
        await using var postgres = await StartAsync();
        var before = Postmaster.Of(Cluster)!.Value;
        Kill(before);
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        while (Postmaster.Of(Cluster) is not { } now || now == before)
            await Task.Delay(50, limit.Token);
        await using var connection = await PostgresConnection.OpenAsync(
            postgres.ConnectionString + ";Pooling=false",
            TimeSpan.FromMinutes(1),
            default
        );
        Assert.That(connection.State, Is.EqualTo(System.Data.ConnectionState.Open));
    }

    [Test]
    public async Task Process_id_that_belongs_to_another_program_by_now_is_no_postmaster()
    {
        await (await StartAsync()).DisposeAsync();
        // PostgreSQL itself respects a living process of its own account, so the other program must be one.
        var account = await PostgresAccount.FindAsync(Cluster, default);
        string[] line = [.. account.Prefix, "sleep", "1000"];
        using var other = Process.Start(line[0], line.Skip(1));
        try
        {
            foreach (var file in new[] { "postmaster.pid", ".s.PGSQL.5432.lock" })
                await File.WriteAllTextAsync(Path.Combine(Cluster, file), $"{other.Id}\n{Cluster}\n");
            await using var next = await StartAsync();
            Assert.That((next.Adopted, await AskAsync(next, "SELECT 'reached'")), Is.EqualTo((false, "reached")));
        }
        finally
        {
            other.Kill();
        }
    }

    [Test]
    public async Task Half_made_cluster_is_thrown_away()
    {
        var left = Directory.CreateDirectory(Path.Combine(_folder, "postgres", "cluster.new-1", "base"));
        await using var postgres = await StartAsync();
        Assert.That(left.Parent!.Exists, Is.False);
    }

    [Test]
    public async Task Folder_with_a_long_name_gets_its_socket_elsewhere()
    {
        _folder = Path.Combine(_folder, new string('x', 90));
        string socket;
        await using (var postgres = await StartAsync())
        {
            Assert.That(await AskAsync(postgres, "SELECT 'reached'"), Is.EqualTo("reached"));
            socket = new NpgsqlConnectionStringBuilder(postgres.ConnectionString).Host!;
        }
        Assert.That(socket, Does.StartWith("/tmp/openevent-").And.Not.Exist);
    }

    [Test]
    public void Missing_binaries_are_named_by_their_key()
    {
        var options = Options() with { Binaries = "/nowhere" };
        Assert.That(
            async () => await EmbeddedPostgres.StartAsync(options, NullLogger.Instance, default),
            Throws.InstanceOf<PostgresUnavailable>().With.Message.Contains("Database:Binaries")
        );
    }

    [Test]
    public async Task Cluster_of_another_version_is_refused_and_left_alone()
    {
        await (await StartAsync()).DisposeAsync();
        var version = Path.Combine(Cluster, "PG_VERSION");
        await File.WriteAllTextAsync(version, "14\n");
        Assert.That(async () => await StartAsync(), Throws.InstanceOf<PostgresUnavailable>().With.Message.Contains("14"));
        Assert.That(await File.ReadAllTextAsync(version), Is.EqualTo("14\n"));
    }

    [Test]
    public void Path_that_a_shell_would_read_otherwise_is_refused()
    {
        _folder += "/it's";
        Assert.That(async () => await StartAsync(), Throws.InstanceOf<PostgresUnavailable>().With.Message.Contains("Data:Directory"));
    }

    [Test]
    public async Task Root_puts_the_cluster_elsewhere_where_its_account_cannot_enter()
    {
        Directory.CreateDirectory(_folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var inside = Path.Combine(_folder, "data");
        var elsewhere = _folder + "-shared";
        try
        {
            await using var postgres = await EmbeddedPostgres.StartAsync(
                Options() with
                {
                    DataDirectory = inside,
                    SharedRoot = elsewhere,
                },
                NullLogger.Instance,
                default
            );
            Assert.That(postgres.ClusterDirectory, Does.StartWith(Environment.IsPrivilegedProcess ? elsewhere : inside));
            Assert.That(await AskAsync(postgres, "SELECT 'reached'"), Is.EqualTo("reached"));
        }
        finally
        {
            if (Directory.Exists(elsewhere))
                Directory.Delete(elsewhere, recursive: true);
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

    private async Task<IReadOnlyList<int>> ProcessesAsync() =>
        await Postmaster.ProcessesAsync(await PostgresAccount.FindAsync(Cluster, default), Cluster, default);

    private static async Task<string?> AskAsync(EmbeddedPostgres postgres, string sql)
    {
        await using var connection = new NpgsqlConnection(postgres.ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (await command.ExecuteScalarAsync())?.ToString();
    }

    /// <summary>It is not waited for: no child of ours, it may stay a zombie for ever where nobody buries orphans, as in many a container.</summary>
    private static void Kill(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            process.Kill();
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            // It is gone already.
        }
    }
}
