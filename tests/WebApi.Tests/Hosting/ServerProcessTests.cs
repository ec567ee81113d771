using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using NUnit.Framework;
using OpenEvent.Infrastructure.Persistence;
using OpenEvent.Testing;

namespace OpenEvent.WebApi.Tests.Hosting;

/// <summary>Startup, shutdown and crashes of the server process with the embedded PostgreSQL.</summary>
public sealed class ServerProcessTests
{
    private string _folder = "";

    /// <summary>
    /// A data folder whose server has started once and stopped. A start in a copy of it is faster than one in an empty folder.
    /// </summary>
    private string _installed = "";

    private string Cluster => Path.Combine(_folder, "postgres", "cluster");

    [OneTimeSetUp]
    public async Task InstallAsync()
    {
        _installed = NewFolder();
        using var server = new ServerProcess(_installed);
        await server.AddressAsync();
        await server.TerminateAsync();
    }

    [OneTimeTearDown]
    public void RemoveInstalled() => Directory.Delete(_installed, recursive: true);

    [SetUp]
    public void SetUp() => _folder = NewFolder();

    [TearDown]
    public async Task TearDown()
    {
        await KillPostgresAsync();
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    private static string NewFolder() => Path.Combine(Path.GetTempPath(), "openevent-server-" + Guid.NewGuid().ToString("n")[..8]);

    /// <summary>Copies the installed folder with its owners and permissions.</summary>
    private async Task CopyInstalledAsync()
    {
        using var copy = Process.Start("cp", ["-a", _installed, _folder]);
        await copy.WaitForExitAsync();
        Assert.That(copy.ExitCode, Is.Zero);
    }

    [Test]
    public async Task Startup_prints_the_summary_and_SIGTERM_stops_PostgreSQL()
    {
        using var server = new ServerProcess(_folder);
        using var ready = await server.GetAsync("/health/ready");
        Assert.That(ready.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await server.TerminateAsync(), Is.Zero);
        Assert.That(server.Output, Does.Contain("/openapi/v1.json").And.Contain(_folder).And.Contain("PostgreSQL"));
        Assert.That(await ListPostgresProcessesAsync(), Is.Empty);
        Assert.That(server.Output, Does.Contain("scripts   refused: Scripts are switched off"));
    }

    [Test]
    public async Task Killed_server_leaves_no_worker_of_scripts()
    {
        await CopyInstalledAsync();
        using var server = new ServerProcess(_folder, "--Lab:Scripts:Warm=1");
        await server.AddressAsync();
        await Eventually.IsTrueAsync("scripts are ready", () => server.Output.Contains("Scripts are ready", StringComparison.Ordinal));
        var workers = await Eventually.ReadAsync(
            "a worker waits",
            () => Task.FromResult(SandboxWorkers.Find(server.Id)),
            found => found.Count > 0
        );
        await server.KillAsync();
        await Eventually.IsTrueAsync("no worker runs", () => workers.All(process => !Directory.Exists($"/proc/{process}")));
    }

    [Test]
    public async Task Next_start_takes_over_the_PostgreSQL_of_a_killed_server()
    {
        await CopyInstalledAsync();
        using var killed = new ServerProcess(_folder);
        await killed.AddressAsync();
        var postmaster = Postmaster.FindProcessId(Cluster);
        await killed.KillAsync();
        using var next = new ServerProcess(_folder);
        using var ready = await next.GetAsync("/health/ready");
        Assert.That(ready.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(Postmaster.FindProcessId(Cluster), Is.EqualTo(postmaster).And.Not.Null);
        await next.TerminateAsync();
        Assert.That(await ListPostgresProcessesAsync(), Is.Empty);
    }

    /// <summary>In containers, root often lacks CAP_SYS_PTRACE, so it cannot inspect processes of the PostgreSQL account.</summary>
    [Test]
    public async Task Root_without_CAP_SYS_PTRACE_recognizes_its_PostgreSQL()
    {
        await CopyInstalledAsync();
        string[] withoutPtrace = Environment.IsPrivilegedProcess
            ? ["setpriv", "--bounding-set=-sys_ptrace", "--inh-caps=-sys_ptrace", "--"]
            : [];
        using var killed = new ServerProcess(withoutPtrace, _folder);
        await killed.AddressAsync();
        var postmaster = Postmaster.FindProcessId(Cluster);
        await killed.KillAsync();
        using var next = new ServerProcess(withoutPtrace, _folder);
        using var ready = await next.GetAsync("/health/ready");
        Assert.That(ready.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(Postmaster.FindProcessId(Cluster), Is.EqualTo(postmaster).And.Not.Null);
        await next.TerminateAsync();
        Assert.That(await ListPostgresProcessesAsync(), Is.Empty);
        Assert.That(next.Output, Does.Not.Contain("started again"));
    }

    [Test]
    public async Task Next_start_recovers_when_server_and_PostgreSQL_were_both_killed()
    {
        await CopyInstalledAsync();
        using var killed = new ServerProcess(_folder);
        await killed.AddressAsync();
        await killed.KillAsync();
        await KillPostgresAsync();
        Assert.That(File.Exists(Path.Combine(Cluster, "postmaster.pid")), "the crash leaves the lock file");
        using var next = new ServerProcess(_folder);
        using var ready = await next.GetAsync("/health/ready");
        Assert.That(ready.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        await next.TerminateAsync();
    }

    [Test]
    public async Task Two_servers_share_one_data_directory_and_the_last_one_stops_PostgreSQL()
    {
        await CopyInstalledAsync();
        using var first = new ServerProcess(_folder);
        await first.AddressAsync();
        using var second = new ServerProcess(_folder);
        await second.AddressAsync();
        await first.TerminateAsync();
        using var ready = await second.GetAsync("/health/ready");
        Assert.That(ready.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        await second.TerminateAsync();
        Assert.That(await ListPostgresProcessesAsync(), Is.Empty);
    }

    [Test]
    public async Task Programs_in_the_working_folder_are_not_run()
    {
        await CopyInstalledAsync();
        foreach (var name in new[] { "test", "setpriv", "readlink", "stat", "id", "chown" })
            File.CreateSymbolicLink(Path.Combine(_folder, name), "/bin/false");
        using var server = new ServerProcess(_folder);
        using var ready = await server.GetAsync("/health/ready");
        Assert.That(ready.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        await server.TerminateAsync();
    }

    [Test]
    public async Task Address_in_use_is_reported_in_one_line()
    {
        await CopyInstalledAsync();
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        using var server = new ServerProcess(_folder, $"--urls=http://{other.LocalEndpoint}");
        Assert.That(await server.ExitAsync(), Is.EqualTo(1));
        Assert.That(server.Output, Does.Contain("OpenEvent cannot start: --urls:").And.Not.Contain("   at "));
        Assert.That(await ListPostgresProcessesAsync(), Is.Empty);
    }

    [Test]
    public async Task Https_address_without_a_certificate_is_reported_in_one_line()
    {
        await CopyInstalledAsync();
        // The SDK may have created a development certificate in the home folder, which the server would find.
        using var server = new ServerProcess(["env", $"HOME={_folder}"], _folder, "--urls=https://127.0.0.1:0");
        Assert.That(await server.ExitAsync(), Is.EqualTo(1));
        Assert.That(server.Output, Does.Contain("OpenEvent cannot start: --urls: an https address").And.Not.Contain("   at "));
        Assert.That(await ListPostgresProcessesAsync(), Is.Empty);
    }

    [TestCase("--Database:ConnectionString=nonsense", "Database:ConnectionString")]
    [TestCase("--Logging:LogLevel:Default=loud", "Logging:LogLevel:Default")]
    [TestCase("--urls=http://999.1.1.1:5111", "--urls")]
    public async Task Invalid_configuration_is_reported_in_one_line_with_its_key(string argument, string key)
    {
        using var server = new ServerProcess(_folder, argument);
        Assert.That(await server.ExitAsync(), Is.EqualTo(1));
        Assert.That(
            server.Output.Trim().Split('\n'),
            Has.Length.EqualTo(1).And.One.StartsWith("OpenEvent cannot start: ").And.One.Contains(key)
        );
    }

    [TestCase("Maill__Host=mail.example.org", "Maill:Host")]
    [TestCase("Payments__Stripee__SecretKey=sk_test_1", "Payments:Stripee:SecretKey")]
    [TestCase("Log__Level=Loud", "Log:Level")]
    [TestCase("ASPNETCORE_FORWARDEDHEADERS_ENABLED=true", "Server:KnownProxies")]
    public async Task Misspelled_variable_of_the_environment_is_reported_in_one_line(string variable, string key)
    {
        using var server = new ServerProcess(["env", variable], _folder);
        Assert.That(await server.ExitAsync(), Is.EqualTo(1));
        Assert.That(
            server.Output.Trim().Split('\n'),
            Has.Length.EqualTo(1).And.One.StartsWith("OpenEvent cannot start: ").And.One.Contains(key)
        );
    }

    [Test]
    public async Task Variables_of_other_programs_and_the_settings_of_ASP_NET_Core_are_accepted()
    {
        await CopyInstalledAsync();
        using var server = new ServerProcess(
            ["env", "AIRFLOW__CORE__X=1", "App__Name=x", "LOG=1", "OTEL_SERVICE_NAME=openevent", "Outbox__AtOnce=0"],
            _folder,
            "--Kestrel:Limits:MaxConcurrentConnections=500",
            "--Logging:LogLevel:Microsoft.AspNetCore=Warning"
        );
        using var ready = await server.GetAsync("/health/ready");
        Assert.That(ready.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(server.Output, Does.Contain("Outbox:AtOnce=0"), "the summary says that this node sends nothing");
        await server.TerminateAsync();
    }

    [Test]
    public async Task Too_few_open_files_are_reported_in_one_line()
    {
        using var server = new ServerProcess(["prlimit", "--nofile=64:64", "--"], _folder);
        Assert.That(await server.ExitAsync(), Is.EqualTo(1));
        Assert.That(server.Output.Trim(), Does.StartWith("OpenEvent cannot start: ").And.Contain("64 files").And.Not.Contain("   at "));
    }

    [Test]
    public async Task Generated_password_is_on_the_terminal_as_text_and_in_a_private_file_with_a_JSON_log()
    {
        using (var text = new ServerProcess(_folder))
        {
            await text.AddressAsync();
            await text.TerminateAsync();
            Assert.That(text.Output, Does.Match("The first administrator is admin@example.com with the password [a-z0-9]{16}"));
            Assert.That(text.Output, Does.Match("sign in +as the first administrator, .* printed above"));
        }

        Directory.Delete(_folder, recursive: true);
        using var json = new ServerProcess(_folder, "--Log:Format=Json");
        await json.AddressAsync();
        await json.TerminateAsync();
        var file = Path.Combine(_folder, "first-administrator.txt");
        var password = (await File.ReadAllTextAsync(file)).Trim().Split(' ')[1];
        Assert.That(password, Has.Length.EqualTo(16));
        Assert.That(File.GetUnixFileMode(file), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
        Assert.That(json.Output, Does.Contain(file).And.Not.Contain(password));
        Assert.That(json.Output, Does.Contain($"as the first administrator, whose e-mail address and generated password are in {file}"));
    }

    private async Task<IReadOnlyList<int>> ListPostgresProcessesAsync() =>
        await Postmaster.ListProcessIdsAsync(await UnixAccount.FindAsync(Cluster, default), Cluster, default);

    /// <summary>Does not wait for process ids: in containers without an init process, zombies keep their ids.</summary>
    private Task KillPostgresAsync() => Eventually.IsTrueAsync("all processes of PostgreSQL are killed", async () =>
        {
            var remaining = await ListPostgresProcessesAsync();
            // The postmaster is killed first, because it restarts its children.
            foreach (var id in remaining.OrderByDescending(id => id == Postmaster.FindProcessId(Cluster)))
                Kill(id);
            return remaining.Count == 0;
        });

    private static void Kill(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            process.Kill();
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            // The process has already exited.
        }
    }
}
