using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;
using OpenEvent.Infrastructure.Persistence;

namespace OpenEvent.Application.Tests.Persistence;

/// <summary>The properties of a cluster that <see cref="EmbeddedPostgres"/> has created. The tests only read it.</summary>
public sealed class EmbeddedClusterTests
{
    private string _folder = "";
    private EmbeddedPostgres _postgres = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _folder = EmbeddedPostgresTests.NewFolder();
        var options = new EmbeddedPostgresOptions
        {
            DataDirectory = _folder,
            Durable = false,
            MaxConnections = 20,
        };
        _postgres = await EmbeddedPostgres.StartAsync(options, NullLogger.Instance, default);
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await _postgres.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public async Task Upper_works_for_every_script()
    {
        Assert.That(await EmbeddedPostgresTests.QueryAsync(_postgres, "SELECT upper('straße éñжω')"), Is.EqualTo("STRASSE ÉÑЖΩ"));
    }

    [Test]
    public async Task Role_of_the_server_is_not_a_superuser()
    {
        Assert.That(
            await EmbeddedPostgresTests.QueryAsync(_postgres, "SELECT rolsuper::text FROM pg_roles WHERE rolname = current_user"),
            Is.EqualTo("false")
        );
    }

    [Test]
    public async Task Cluster_does_not_listen_on_the_network()
    {
        Assert.That(await EmbeddedPostgresTests.QueryAsync(_postgres, "SHOW listen_addresses"), Is.Empty);
    }

    [Test]
    public void Only_its_own_account_can_access_the_cluster()
    {
        Assert.That(
            File.GetUnixFileMode(_postgres.ClusterDirectory),
            Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute)
        );
    }
}
