using System.Net;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using OpenEvent.Application.Common;
using OpenEvent.Infrastructure.Outbox;
using OpenEvent.Testing;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Hosting;

/// <summary>What the operator sees in <c>/health/ready</c> and <c>/metrics</c> when something beside the database fails.</summary>
[TestFixture]
public sealed class OperatorWarningTests
{
    [Test]
    public async Task Almost_full_disk_is_degraded_and_the_server_stays_ready()
    {
        await using var server = await OpenEventServer.StartAsync("--Data:WarnBelowMegabytes=2000000000", "--Metrics:Enabled=true");
        var ready = await server.Anonymous.GetAsync("/health/ready");
        Assert.That(ready.Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(ready.Text, Does.StartWith("Degraded\n").And.Contain("disk: ").And.Contain("MB are free for Data:Directory"));
        Assert.That((await server.Anonymous.GetAsync("/metrics")).Text, Does.Match(@"openevent_disk_free_bytes\S* [1-9]"));
    }

    [Test]
    public async Task With_enough_space_and_no_backlog_the_server_is_healthy()
    {
        await using var server = await OpenEventServer.StartAsync("--Data:WarnBelowMegabytes=0");
        Assert.That((await server.Anonymous.GetAsync("/health/ready")).Text, Is.EqualTo("Healthy"));
    }

    [Test]
    public async Task Entries_that_nobody_processes_are_degraded_and_measured()
    {
        await using var server = await OpenEventServer.StartAsync("--Data:WarnBelowMegabytes=0", "--Metrics:Enabled=true");
        await server.SqlAsync("DELETE FROM outbox");
        await AddEntryAsync(server, "fresh", "now() - interval '1 minute'", attempts: 0);
        await CountAsync(server);
        Assert.That((await server.Anonymous.GetAsync("/health/ready")).Text, Is.EqualTo("Healthy"), "a minute is usual");

        await AddEntryAsync(server, "old", "now() - interval '10 minutes'", attempts: 0);
        await AddEntryAsync(server, "later", "now() + interval '1 day'", attempts: 2);
        await CountAsync(server);
        var ready = await server.Anonymous.GetAsync("/health/ready");
        Assert.That(ready.Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(
            ready.Text,
            Does.StartWith("Degraded\noutbox: 2 entries of kind test have been due for up to 10 minutes").And.Contain("Outbox:AtOnce=0")
        );
        Assert.That(ready.Text, Does.Not.Contain("failed"));
        var metrics = (await server.Anonymous.GetAsync("/metrics")).Text;
        Assert.That(metrics, Does.Match("""openevent_outbox_waiting\S*kind="test"\S* 2"""));
        Assert.That(metrics, Does.Match("""openevent_outbox_oldest_age_seconds\S*kind="test"\S* 6\d\d"""));
    }

    [Test]
    public async Task Entries_that_fail_again_and_again_are_degraded_and_measured()
    {
        await using var server = await OpenEventServer.StartAsync("--Data:WarnBelowMegabytes=0", "--Metrics:Enabled=true");
        await AddEntryAsync(server, "failing", "now() + interval '1 hour'", attempts: 3);
        await CountAsync(server);
        Assert.That(
            (await server.Anonymous.GetAsync("/health/ready")).Text,
            Does.StartWith("Degraded\noutbox: 1 entries of kind test failed 3 times or more")
        );
        Assert.That((await server.Anonymous.GetAsync("/metrics")).Text, Does.Match("""openevent_outbox_failing\S*kind="test"\S* 1"""));
    }

    [Test]
    public async Task Entries_that_were_given_up_are_measured()
    {
        await using var server = await OpenEventServer.StartAsync("--Metrics:Enabled=true");
        await AddEntryAsync(server, "lost", "now()", attempts: 20);
        await server.SqlAsync("UPDATE outbox SET state = 'GivenUp' WHERE kind = 'test'");
        await CountAsync(server);
        Assert.That((await server.Anonymous.GetAsync("/metrics")).Text, Does.Match("""openevent_outbox_given_up\S*kind="test"\S* 1"""));
    }

    [Test]
    public async Task Orders_are_measured_by_status()
    {
        await using var server = await OpenEventServer.StartAsync("--Metrics:Enabled=true");
        var testEvent = await Ticketing.TicketedEvent.CreateAsync(server);
        await Ticketing.TicketedEvent.CheckoutAsync(
            await server.RegisterUserAsync(),
            await testEvent.CreateTicketAsync(10),
            "ann@example.org"
        );
        await server.App.Services.GetRequiredService<Infrastructure.Ticketing.OrderMonitor>().CountAsync(CancellationToken.None);
        var metrics = (await server.Anonymous.GetAsync("/metrics")).Text;
        Assert.That(metrics, Does.Match("""openevent_orders\S*status="initializing"\S* 1"""));
    }

    [Test]
    public async Task Measuring_orders_reads_only_those_that_can_expire()
    {
        await using var server = await OpenEventServer.StartAsync();
        await using var source = Npgsql.NpgsqlDataSource.Create(server.ConnectionString);
        await using var connection = await source.OpenConnectionAsync();
        // Without rows a scan of the table would be cheaper.
        await using var explain = new Npgsql.NpgsqlCommand(
            $"SET enable_seqscan = off; EXPLAIN {Infrastructure.Ticketing.OrderMonitor.Query}",
            connection
        );
        await using var reader = await explain.ExecuteReaderAsync();
        List<string> plan = [];
        while (await reader.ReadAsync())
            plan.Add(reader.GetString(0));
        Assert.That(plan, Has.Some.Contains("ix_orders_due"), "its size is that of the open checkouts");
    }

    [Test]
    public async Task Waits_for_database_connections_are_measured()
    {
        await using var first = await OpenEventServer.StartAsync();
        var pool = new Npgsql.NpgsqlConnectionStringBuilder(first.ConnectionString) { MaxPoolSize = 3 };
        await using var server = await first.StartAnotherNodeAsync(
            "--Metrics:Enabled=true",
            $"--Database:ConnectionString={pool.ConnectionString}"
        );
        var source = server.App.Services.GetRequiredService<Npgsql.NpgsqlDataSource>();
        var openings = Enumerable.Range(0, 4).Select(_ => source.OpenConnectionAsync().AsTask()).ToList();
        var waiting = """npgsql_pending_requests\S*pool_name="openevent"\S* [1-9]""";
        await Eventually.IsTrueAsync("a request waits for a connection in the metrics", async () =>
            System.Text.RegularExpressions.Regex.IsMatch((await server.Anonymous.GetAsync("/metrics")).Text, waiting)
        );
        foreach (var opening in openings)
            await (await opening).DisposeAsync();
    }

    [Test]
    public async Task Failed_attempts_are_counted_by_kind_and_outcome()
    {
        await using var server = await OpenEventServer.StartAsync(
            "--Metrics:Enabled=true",
            "--Outbox:AtOnce=4",
            "--Outbox:Attempts=1",
            "--Outbox:Poll=00:00:00.05"
        );
        await server.SqlAsync(
            "INSERT INTO outbox (kind, key, payload, state, attempts, available_at) VALUES ('letter', 'broken', '{}', 'Waiting', 0, now())"
        );
        await Eventually.IsTrueAsync("the entry is given up", () =>
            server.SqlAsync<bool>("SELECT EXISTS (SELECT FROM outbox WHERE key = 'broken' AND state = 'GivenUp')")
        );
        Assert.That(
            (await server.Anonymous.GetAsync("/metrics")).Text,
            Does.Match("""openevent_outbox_failures\S*\{[^}]*kind="letter"[^}]*outcome="given_up"[^}]*\} 1""")
        );
    }

    [Test]
    public async Task Pool_metrics_do_not_contain_the_connection_string()
    {
        await using var server = await OpenEventServer.StartAsync("--Metrics:Enabled=true");
        var metrics = (await server.Anonymous.GetAsync("/metrics")).Text;
        Assert.That(metrics, Does.Contain("pool_name=\"openevent\""));
        // The pools of other tests are in the same process.
        Assert.That(metrics, Does.Not.Contain(new Npgsql.NpgsqlConnectionStringBuilder(server.ConnectionString).Database!));
    }

    [Test]
    public async Task Lab_durations_have_buckets_of_seconds()
    {
        await using var server = await OpenEventServer.StartAsync("--Metrics:Enabled=true");
        server
            .App.Services.GetRequiredService<Infrastructure.Lab.LabMetrics>()
            .RecordCall("main", "ok", TimeSpan.FromMilliseconds(7), TimeSpan.FromMilliseconds(70));
        var metrics = (await server.Anonymous.GetAsync("/metrics")).Text;
        Assert.That(metrics, Does.Match("""openevent_lab_wait_duration_seconds_bucket\{[^}]*le="0.005"\} 0"""));
        Assert.That(metrics, Does.Match("""openevent_lab_wait_duration_seconds_bucket\{[^}]*le="0.01"\} 1"""));
        Assert.That(metrics, Does.Match("""openevent_lab_call_duration_seconds_bucket\{[^}]*le="0.1"\} 1"""));
    }

    [Test]
    public async Task Files_answer_503_while_their_folder_is_gone_and_404_for_an_unknown_name()
    {
        await using var server = await OpenEventServer.StartAsync();
        var store = server.App.Services.GetRequiredService<IFileStore>();
        using var content = new MemoryStream([1]);
        var url = await store.SaveAsync("tickets/secret-name/ticket.pdf", content, "application/pdf", CancellationToken.None);
        Assert.That((await server.Anonymous.GetAsync(url)).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await server.Anonymous.GetAsync("/files/tickets/other.pdf")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await server.Anonymous.GetAsync("/files/tickets")).Status, Is.EqualTo(HttpStatusCode.NotFound), "a folder");

        var folder = Path.Combine(server.DataDirectory, "files");
        Directory.Move(folder, folder + ".unmounted");
        await AssertUnavailableAsync(server, url);
        Directory.Move(folder + ".unmounted", folder);
        Assert.That((await server.Anonymous.GetAsync(url)).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Files_answer_503_while_the_S3_server_is_down()
    {
        using var port = new Testing.ClosedPort();
        await using var server = await OpenEventServer.StartAsync(
            "--Storage:Kind=S3",
            $"--Storage:Endpoint=http://127.0.0.1:{port.Number}",
            "--Storage:Bucket=files",
            "--Storage:AccessKey=key",
            "--Storage:SecretKey=secret"
        );
        await AssertUnavailableAsync(server, "/files/tickets/secret-name/ticket.pdf");
    }

    private static async Task AssertUnavailableAsync(OpenEventServer server, string url)
    {
        var answer = await server.Anonymous.GetAsync(url);
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.ServiceUnavailable), answer.Text);
        Assert.That(answer.Headers.RetryAfter?.Delta, Is.EqualTo(TimeSpan.FromSeconds(10)));
        Assert.That(answer.Text, Does.Not.Contain("secret-name"));
    }

    private static Task<int> AddEntryAsync(OpenEventServer server, string key, string availableAt, int attempts) =>
        server.SqlAsync(
            "INSERT INTO outbox (kind, key, payload, state, attempts, available_at) "
                + $"VALUES ('test', '{key}', '{{}}', 'Waiting', {attempts}, {availableAt})"
        );

    private static Task CountAsync(OpenEventServer server) =>
        server.App.Services.GetRequiredService<OutboxMonitor>().CountAsync(CancellationToken.None);
}
