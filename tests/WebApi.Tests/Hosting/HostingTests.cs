using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using OpenEvent.Infrastructure.Persistence;
using OpenEvent.Testing;

namespace OpenEvent.WebApi.Tests.Hosting;

/// <summary>The server in the process of the test, with a database for each test.</summary>
public sealed class HostingTests
{
    private string _folder = "";
    private TestDatabase _database = null!;

    [SetUp]
    public async Task SetUp()
    {
        _folder = Directory.CreateTempSubdirectory("openevent-hosting-").FullName;
        _database = await TestDatabase.CreateAsync();
    }

    [TearDown]
    public async Task TearDown()
    {
        await _database.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public async Task Configured_database_is_used_and_no_embedded_one_is_started()
    {
        await using var app = await StartAsync();
        Assert.That(await StatusAsync(app, "/health/ready"), Is.EqualTo(HttpStatusCode.OK));
        Assert.That(Directory.Exists(Path.Combine(_folder, "postgres")), Is.False);
    }

    [Test]
    public async Task Server_without_its_database_is_alive_but_not_ready()
    {
        await using var app = await StartAsync();
        await app.Services.GetRequiredService<Database>().DataSource.DisposeAsync();
        await _database.DisposeAsync();
        Assert.That(await StatusAsync(app, "/health/live"), Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await StatusAsync(app, "/health/ready"), Is.EqualTo(HttpStatusCode.ServiceUnavailable));
    }

    [Test]
    public async Task Metrics_are_served_only_if_enabled()
    {
        await using (var withoutMetrics = await StartAsync())
            Assert.That(await StatusAsync(withoutMetrics, "/metrics"), Is.EqualTo(HttpStatusCode.NotFound));
        await using var withMetrics = await StartAsync("--Metrics:Enabled=true");
        // A request is counted after its response is sent. The server reads the next request of the same connection only after that.
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 1 })
        {
            BaseAddress = new Uri(withMetrics.Urls.Single()),
        };
        await client.GetStringAsync(new Uri("/health/live", UriKind.Relative));
        Assert.That(
            await client.GetStringAsync(new Uri("/metrics", UriKind.Relative)),
            Does.Contain("http_server_request_duration_seconds")
        );
    }

    [Test]
    public async Task Database_description_never_contains_the_password()
    {
        await using var app = await StartAsync("--Database:ConnectionString=" + _database.ConnectionString + ";Password=secret-word");
        Assert.That(app.Services.GetRequiredService<Database>().Description, Does.Not.Contain("secret-word"));
    }

    private async Task<WebApplication> StartAsync(params string[] settings)
    {
        string[] args =
        [
            "--Data:Directory=" + _folder,
            "--urls=http://127.0.0.1:0",
            "--Database:ConnectionString=" + _database.ConnectionString,
            "--Lab:Device=none",
            .. settings,
        ];
        var app = await WebApi.Program.BuildAsync(args);
        await app.StartAsync();
        return app;
    }

    private static async Task<HttpStatusCode> StatusAsync(WebApplication app, string path)
    {
        using var client = new HttpClient();
        using var response = await client.GetAsync(new Uri(app.Urls.Single() + path));
        return response.StatusCode;
    }
}
