using System.Diagnostics;
using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using NUnit.Framework;
using OpenEvent.Infrastructure.Persistence;
using OpenEvent.Testing;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Hosting;

/// <summary>What a server does while PostgreSQL hangs or is read-only, and after it works again.</summary>
[TestFixture]
public sealed class SilentDatabaseTests
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"openevent-silent-{Guid.NewGuid():n}");
    private EmbeddedPostgres _postgres = null!;
    private WebApplication _app = null!;
    private ApiClient _client = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _postgres = await EmbeddedPostgres.StartAsync(
            new EmbeddedPostgresOptions { DataDirectory = _folder, Durable = false },
            NullLogger.Instance,
            CancellationToken.None
        );
        _app = await WebApi.Program.BuildAsync([
            "--urls=http://127.0.0.1:0",
            "--Log:Level=None",
            $"--Database:ConnectionString={_postgres.ConnectionString}",
            $"--Data:Directory={_folder}",
            "--Lab:Device=none",
            "--VisitorCache:Megabytes=0",
        ]);
        await _app.StartAsync();
        _client = new ApiClient(new HttpClient { BaseAddress = new Uri(_app.Urls.First()) }, null);
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        await _postgres.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>
    /// PostgreSQL does not answer while the requests wait. Without the rule, they wait for it, and the test never ends.
    /// </summary>
    [Test]
    public async Task Requests_and_readiness_answer_503_while_PostgreSQL_hangs_and_work_goes_on_afterwards()
    {
        Assert.That(await StatusesAsync("/v1/events", "/health/ready"), Has.All.EqualTo(HttpStatusCode.OK));
        await SignalAsync("STOP");
        try
        {
            var running = StatusesAsync("/v1/events", "/v1/event-types", "/v1/events/1");
            var register = RegisterAsync();
            Assert.That(await StatusesAsync("/health/ready"), Has.All.EqualTo(HttpStatusCode.ServiceUnavailable));
            Assert.That(await running, Has.All.EqualTo(HttpStatusCode.ServiceUnavailable));
            var rejected = await register;
            Assert.That(rejected.Status, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
            Assert.That(rejected.Headers.RetryAfter?.Delta, Is.EqualTo(TimeSpan.FromSeconds(1)));
            Assert.That(await StatusesAsync("/v1/events"), Has.All.EqualTo(HttpStatusCode.ServiceUnavailable));
            Assert.That(await StatusesAsync("/health/live"), Has.All.EqualTo(HttpStatusCode.OK));
        }
        finally
        {
            await SignalAsync("CONT");
        }

        await WaitUntilOkAsync("/v1/events");
        await WaitUntilOkAsync("/health/ready");
        var again = await Eventually.ReadAsync(
            "the first request with this key has ended",
            () => RegisterAsync(),
            answer => answer.Status != HttpStatusCode.Conflict
        );
        Assert.That(again.Status, Is.EqualTo(HttpStatusCode.Created), again.Text);
    }

    /// <summary>The request is in the middle of its work, which ends after its answer 503.</summary>
    [Test]
    public async Task A_key_whose_request_was_answered_503_gets_the_answer_of_its_work()
    {
        await WaitUntilOkAsync("/v1/events");
        await using var other = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(_postgres.MaintenanceConnectionString)
            {
                Database = "openevent",
                Pooling = false,
            }.ConnectionString
        );
        await other.OpenAsync();
        await using var transaction = await other.BeginTransactionAsync();
        await ExecuteAsync("LOCK TABLE users IN SHARE MODE");
        var register = RegisterAsync("halfway@example.org");
        await Eventually.IsTrueAsync("the request waits for the lock", async () =>
            await ExecuteAsync("SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'users'::regclass") is 1L
        );
        await SignalAsync("STOP");
        try
        {
            Assert.That((await register).Status, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        }
        finally
        {
            await SignalAsync("CONT");
        }

        await transaction.RollbackAsync();
        var again = await Eventually.ReadAsync(
            "the first request with this key has ended",
            () => RegisterAsync("halfway@example.org"),
            answer => answer.Status is not (HttpStatusCode.Conflict or HttpStatusCode.ServiceUnavailable)
        );
        Assert.That(again.Status, Is.EqualTo(HttpStatusCode.Created), again.Text);
        Assert.That(again.Headers.Contains("Idempotent-Replayed"), "the work of the first request has ended well");
        Assert.That(again.Text, Does.StartWith("{\"data\"").And.Not.Contain("errors"));

        async Task<object?> ExecuteAsync(string sql)
        {
            await using var command = new NpgsqlCommand(sql, other);
            return await command.ExecuteScalarAsync();
        }
    }

    [Test]
    public async Task While_PostgreSQL_is_read_only_writes_and_readiness_answer_503_and_sessions_recover()
    {
        await SetReadOnlyAsync(true);
        await WaitUntilOkAsync("/v1/events"); // the first request may get a session that has ended; then reading works
        var rejected = await RegisterAsync("reader@example.org");
        Assert.That(rejected.Status, Is.EqualTo(HttpStatusCode.ServiceUnavailable), rejected.Text);
        // A session of the probe keeps its setting for ten queries.
        await WaitForStatusAsync("/health/ready", HttpStatusCode.ServiceUnavailable);
        // New connections of the pool begin read-only.
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _client.GetAsync("/v1/events")));

        await SetReadOnlyAsync(false);
        await WaitUntilOkAsync("/health/ready");
        var accepted = await Eventually.ReadAsync(
            "writing works again",
            () => RegisterAsync("reader@example.org"),
            answer => answer.Status != HttpStatusCode.ServiceUnavailable
        );
        Assert.That(accepted.Status, Is.EqualTo(HttpStatusCode.Created), accepted.Text);
        Assert.That(
            (await Task.WhenAll(Enumerable.Range(0, 20).Select(i => RegisterAsync($"writer{i}@example.org")))).Select(a => a.Status),
            Has.None.EqualTo(HttpStatusCode.ServiceUnavailable).And.None.EqualTo(HttpStatusCode.InternalServerError)
        );
    }

    /// <summary>A read-only period of less than a second leaves such sessions, and the probes may miss it.</summary>
    [Test]
    public async Task Sessions_that_stayed_read_only_are_replaced_although_no_probe_saw_it()
    {
        var pool = _app.Services.GetRequiredService<NpgsqlDataSource>();
        var sessions = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => pool.OpenConnectionAsync().AsTask()));
        foreach (var session in sessions)
        {
            await using var command = new NpgsqlCommand("SET default_transaction_read_only = on", session);
            await command.ExecuteNonQueryAsync();
            await session.DisposeAsync();
        }

        var rejected = await RegisterAsync("stale@example.org");
        Assert.That(rejected.Status, Is.EqualTo(HttpStatusCode.ServiceUnavailable), "the sessions were not read-only: " + rejected.Text);
        var accepted = await Eventually.ReadAsync(
            "writing works again",
            () => RegisterAsync("stale@example.org"),
            answer => answer.Status != HttpStatusCode.ServiceUnavailable
        );
        Assert.That(accepted.Status, Is.EqualTo(HttpStatusCode.Created), accepted.Text);
    }

    private Task<ApiResponse> RegisterAsync(string email = "silent@example.org") =>
        _client.PostAsync(
            "/v1/users",
            JsonApiDocument.Of("user", null, new { email, password = "correct horse" }),
            ("Idempotency-Key", email)
        );

    private async Task<HttpStatusCode[]> StatusesAsync(params string[] urls) =>
        [.. (await Task.WhenAll(urls.Select(url => _client.GetAsync(url)))).Select(answer => answer.Status)];

    private Task WaitUntilOkAsync(string url) => WaitForStatusAsync(url, HttpStatusCode.OK);

    private Task WaitForStatusAsync(string url, HttpStatusCode status) =>
        Eventually.ReadAsync($"{url} answers {status}", async () => (await StatusesAsync(url)).Single(), found => found == status);

    /// <summary>Also ends the server's sessions, as a failover does.</summary>
    private async Task SetReadOnlyAsync(bool isReadOnly)
    {
        await using var connection = new NpgsqlConnection(_postgres.MaintenanceConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        foreach (
            var sql in (string[])
                [
                    $"ALTER DATABASE openevent SET default_transaction_read_only = {(isReadOnly ? "on" : "off")}",
                    .. isReadOnly ? (string[])["SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'openevent'"] : [],
                ]
        )
        {
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync();
        }
    }

    /// <summary>Signals the postmaster and its children.</summary>
    private async Task SignalAsync(string signal)
    {
        var ids = await Postmaster.ListProcessIdsAsync(
            await UnixAccount.FindAsync(_postgres.ClusterDirectory, default),
            _postgres.ClusterDirectory,
            default
        );
        Assert.That(ids, Is.Not.Empty);
        using var kill = Process.Start("kill", [$"-{signal}", .. ids.Select(id => id.ToString(CultureInfo.InvariantCulture))]);
        await kill.WaitForExitAsync();
    }
}
