using System.Net;
using System.Text.Json;
using Npgsql;
using NUnit.Framework;
using OpenEvent.Testing;
using OpenEvent.WebApi.Hosting;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.TestingMode;

/// <summary>Where the routes of testing mode exist, and who may use them.</summary>
[TestFixture]
public sealed class TestingAccessTests : TestingFixture
{
    /// <summary>All routes of the mode. They are not in the surface file, because a server without the mode does not have them.</summary>
    private static readonly (string Method, string Path, object? Body, HttpStatusCode Status)[] Routes =
    [
        ("GET", "/testing", null, HttpStatusCode.OK),
        ("POST", "/testing/reset", null, HttpStatusCode.OK),
        ("GET", "/testing/clock", null, HttpStatusCode.OK),
        ("POST", "/testing/clock", new { advance = "PT0S" }, HttpStatusCode.OK),
        ("DELETE", "/testing/clock", null, HttpStatusCode.OK),
        ("GET", "/testing/mails", null, HttpStatusCode.OK),
        ("DELETE", "/testing/mails", null, HttpStatusCode.NoContent),
        ("GET", "/testing/payments", null, HttpStatusCode.OK),
        ("POST", "/testing/payments/pi_0/confirm", new { }, HttpStatusCode.NotFound),
        ("POST", "/testing/payments/faults", new { fault = "decline" }, HttpStatusCode.NoContent),
        ("DELETE", "/testing/payments/faults", null, HttpStatusCode.NoContent),
    ];

    private static IEnumerable<TestCaseData> EachRoute => Routes.Select(r => new TestCaseData(r.Method, r.Path, r.Body, r.Status));

    [TestCaseSource(nameof(EachRoute))]
    public async Task Programs_of_this_machine_may_use_every_route(string method, string path, object? body, HttpStatusCode status)
    {
        var answer = await Server.Anonymous.SendAsync(new HttpMethod(method), path, body);
        Assert.That(answer.Status, Is.EqualTo(status), answer.Text);
        Assert.That(answer.Headers.GetValues("OpenEvent-Testing"), Is.EqualTo(["true"]));
    }

    [TestCaseSource(nameof(EachRoute))]
    public async Task Forwarded_requests_and_pages_of_other_sites_may_use_none(
        string method,
        string path,
        object? body,
        HttpStatusCode status
    )
    {
        foreach (
            var header in new[] { ("X-Forwarded-For", "203.0.113.7"), ("Forwarded", "for=203.0.113.7"), ("Sec-Fetch-Site", "cross-site") }
        )
        {
            var answer = await Server.Anonymous.SendAsync(new HttpMethod(method), path, body, header);
            Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.Forbidden), $"{header} {status}");
        }
    }

    [TestCase("Host", "127.0.0.1:1", HttpStatusCode.OK)]
    [TestCase("Host", "localhost", HttpStatusCode.OK)]
    [TestCase("Host", "[::1]:80", HttpStatusCode.OK)]
    [TestCase("Host", "attacker.example", HttpStatusCode.Forbidden)]
    [TestCase("Host", "127.0.0.1.attacker.example", HttpStatusCode.Forbidden)]
    [TestCase("Origin", "http://localhost:3000", HttpStatusCode.OK)]
    [TestCase("Origin", "https://attacker.example", HttpStatusCode.Forbidden)]
    [TestCase("Origin", "null", HttpStatusCode.Forbidden)]
    public async Task Pages_use_the_routes_only_by_a_name_of_this_machine(string header, string value, HttpStatusCode status) =>
        Assert.That((await Server.Anonymous.GetAsync("/testing", (header, value))).Status, Is.EqualTo(status));

    [Test]
    public async Task An_address_of_another_machine_is_refused_unless_it_is_allowed()
    {
        string[] proxies = ["--Server:KnownProxies=127.0.0.1"];
        await using var closed = await StartAsync(proxies);
        Assert.That(await ForwardedStatusAsync(closed), Is.EqualTo(HttpStatusCode.Forbidden));
        await using var open = await StartAsync([.. proxies, "--Testing:AllowRemote=true"]);
        Assert.That(await ForwardedStatusAsync(open), Is.EqualTo(HttpStatusCode.OK));

        static async Task<HttpStatusCode> ForwardedStatusAsync(OpenEventServer server) =>
            (await server.Anonymous.GetAsync("/testing", ("X-Forwarded-For", "203.0.113.7"))).Status;
    }

    [Test]
    public async Task A_server_without_the_mode_has_none_of_the_routes()
    {
        await using var server = await OpenEventServer.StartAsync();
        foreach (var (method, path, body, _) in Routes)
        {
            var answer = await server.Anonymous.SendAsync(new HttpMethod(method), path, body);
            Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.NotFound), path);
            Assert.That(answer.Headers.Contains("OpenEvent-Testing"), Is.False);
        }
    }

    [Test]
    public async Task The_description_of_the_API_does_not_contain_the_routes() =>
        Assert.That((await Server.Anonymous.GetAsync("/openapi/v1.json")).Text, Does.Not.Contain("/testing"));

    [Test]
    public async Task The_mode_tells_how_to_sign_in()
    {
        var described = (await Server.Anonymous.GetAsync("/testing")).Json;
        var admin = described.GetProperty("admin").Deserialize<Dictionary<string, string>>()!;
        Assert.That((await Server.SignInAsync(admin["email"], admin["password"])).Token, Is.Not.Empty);
        Assert.That(described.GetProperty("stripe").GetString(), Does.StartWith("http://127.0.0.1:"));
    }

    [Test]
    public async Task A_database_that_a_server_without_the_mode_has_used_is_refused()
    {
        await using var used = await OpenEventServer.CreateDatabaseAsync();
        Assert.That(await StartErrorAsync(used.ConnectionString), Does.Contain("Name an empty database"));
    }

    [Test]
    public async Task A_database_of_the_mode_that_a_server_without_it_has_used_is_refused_later()
    {
        await using var database = await TestDatabase.CreateAsync(TestingTemplate.Instance);
        Assert.That(await StartErrorAsync(database.ConnectionString), Is.Empty, "the mode starts again");
        await using (await OpenEventServer.StartOnAsync(database, ownsDatabase: false, null, [])) { }

        Assert.That(await StartErrorAsync(database.ConnectionString), Does.Contain("Name an empty database"));
    }

    [Test]
    public async Task A_schema_of_the_same_name_is_no_mark_and_stays()
    {
        await using var database = await OpenEventServer.CreateDatabaseAsync();
        await RunAsync(database, "CREATE SCHEMA testing; CREATE TABLE testing.plans (id int)");
        Assert.That(await StartErrorAsync(database.ConnectionString), Does.Contain("Name an empty database"));
        await using (await OpenEventServer.StartOnAsync(database, ownsDatabase: false, null, [])) { }

        await RunAsync(database, "SELECT id FROM testing.plans");
    }

    [TestCase("--environment=Production", "environment Production")]
    [TestCase("--Storage:Directory=/tmp/x", "Storage:Directory")]
    [TestCase("--Mail:Directory=/tmp/x", "Mail:Directory")]
    [TestCase("--Storage:Kind=S3", "Storage:Kind")]
    public async Task What_does_not_fit_is_refused_before_anything_starts(string setting, string part) =>
        Assert.That(await StartErrorAsync("Host=nowhere.invalid", setting), Does.Contain(part));

    private static async Task RunAsync(TestDatabase database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<OpenEventServer> StartAsync(params string[] settings) =>
        await OpenEventServer.StartOnAsync(
            await TestDatabase.CreateAsync(TestingTemplate.Instance),
            ["--Testing:Enabled=true", .. settings]
        );

    private static async Task<string> StartErrorAsync(string connectionString, params string[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("openevent-refused-").FullName;
        try
        {
            await using var app = await WebApi.Program.BuildAsync([
                .. OpenEventServer.SettingsFor(connectionString, folder),
                "--Testing:Enabled=true",
                .. settings,
            ]);
            return "";
        }
        catch (ConfigurationException e)
        {
            return e.Message;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
