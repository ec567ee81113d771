using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using NUnit.Framework;
using OpenEvent.Infrastructure.Persistence;

namespace OpenEvent.WebApi.Tests.Hosting;

/// <summary>Startup, shutdown and crashes of the server process with the embedded PostgreSQL.</summary>
public sealed class ServerProcessTests
{
    private string _folder = "";

    private string Cluster => Path.Combine(_folder, "postgres", "cluster");

    [SetUp]
    public void SetUp() => _folder = Path.Combine(Path.GetTempPath(), "openevent-server-" + Guid.NewGuid().ToString("n")[..8]);

    [TearDown]
    public async Task TearDown()
    {
        await KillPostgresAsync();
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
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
    }

    [Test]
    public async Task Next_start_takes_over_the_PostgreSQL_of_a_killed_server()
    {
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
        Directory.CreateDirectory(_folder);
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
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        using var server = new ServerProcess(_folder, $"--urls=http://{other.LocalEndpoint}");
        Assert.That(await server.ExitAsync(), Is.EqualTo(1));
        Assert.That(server.Output, Does.Contain("OpenEvent cannot start: --urls:").And.Not.Contain("   at "));
        Assert.That(await ListPostgresProcessesAsync(), Is.Empty);
    }

    [TestCase("--Database:ConnectionString=nonsense", "Database:ConnectionString")]
    [TestCase("--Database:ConnectionString=Host=127.0.0.1;Port=1;Bad=1", "Database:ConnectionString")]
    [TestCase("--Database:ConectionString=Host=x", "Database:ConectionString")]
    [TestCase("--Database:Binaries=/nowhere", "Database:Binaries")]
    [TestCase("--Data:Directory=/proc/nothing", "Data:Directory")]
    [TestCase("--Data:Directory=/etc/passwd", "Data:Directory")]
    [TestCase("--Admin:Email=no-address", "Admin:Email")]
    [TestCase("--Admin:Email=admin@example.org", "Admin:Password")]
    [TestCase("--Frontend:Url=example.org", "Frontend:Url")]
    [TestCase("--Metrics:Enabled=perhaps", "Metrics:Enabled")]
    [TestCase("--Log:Level=Loud", "Log:Level")]
    [TestCase("--urls=nonsense", "--urls")]
    [TestCase("--urls=ftp://127.0.0.1", "--urls")]
    [TestCase("--Admin:Password=correct-horse", "Admin:Email")]
    [TestCase("--Mail:From=nonsense@", "Mail:From")]
    [TestCase("--Mail:Port=70000", "Mail:Port")]
    [TestCase("--Mail:Port=often", "Mail:Port")]
    [TestCase("--Mail:TimeoutSeconds=0", "Mail:TimeoutSeconds")]
    [TestCase("--Mail:User=without-password", "Mail:Password")]
    [TestCase("--Mail:Security=Sometimes", "Mail:Security")]
    [TestCase("--Mail:Host=a b", "Mail:Host")]
    [TestCase("--Mail:Server=mail.example.org", "Mail:Server")]
    [TestCase("--Storage:Kind=Cloud", "Storage:Kind")]
    [TestCase("--Storage:Bucket=x", "Storage:Bucket")]
    [TestCase("--Storage:PublicUrl=files", "Storage:PublicUrl")]
    [TestCase("--Lab:Device=dev/ttyUSB0", "Lab:Device")]
    [TestCase("--Lab:Device=COM3", "Lab:Device")]
    [TestCase("--Lab:Devise=virtual", "Lab:Devise")]
    [TestCase("--Telemetry:Endpoint=::", "Telemetry:Endpoint")]
    [TestCase("--Cors:Origins=example.org", "Cors:Origins")]
    [TestCase("--Outbox:AtOnce=99", "Outbox:AtOnce")]
    public async Task Invalid_configuration_is_reported_in_one_line_with_its_key(string argument, string key)
    {
        using var server = new ServerProcess(_folder, argument);
        Assert.That(await server.ExitAsync(), Is.EqualTo(1));
        Assert.That(
            server.Output.Trim().Split('\n'),
            Has.Length.EqualTo(1).And.One.StartsWith("OpenEvent cannot start: ").And.One.Contains(key)
        );
    }

    private async Task<IReadOnlyList<int>> ListPostgresProcessesAsync() =>
        await Postmaster.ListProcessIdsAsync(await UnixAccount.FindAsync(Cluster, default), Cluster, default);

    /// <summary>Does not wait for process ids: in containers without an init process, zombies keep their ids.</summary>
    private async Task KillPostgresAsync()
    {
        // The postmaster is killed first, because it restarts its children.
        for (IReadOnlyList<int> remaining; (remaining = await ListPostgresProcessesAsync()).Count > 0; await Task.Delay(20))
            foreach (var id in remaining.OrderByDescending(id => id == Postmaster.FindProcessId(Cluster)))
                Kill(id);
    }

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
