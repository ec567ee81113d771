using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;
using OpenEvent.Application.Common.Behaviours;
using OpenEvent.Application.Ticketing;
using OpenEvent.Domain.Common;
using OpenEvent.Infrastructure.Persistence;
using OpenEvent.Testing;
using OpenEvent.WebApi.Tests.Harness;
using OpenEvent.WebApi.Tests.Ticketing;

namespace OpenEvent.WebApi.Tests.Hosting;

/// <summary>What a server does while PostgreSQL is unavailable and after it is back.</summary>
[TestFixture]
public sealed class DatabaseOutageTests
{
    private const int Concurrency = 20;

    /// <summary>A folder that the PostgreSQL account may enter.</summary>
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"openevent-lost-{Guid.NewGuid():n}");

    [OneTimeTearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task During_an_outage_requests_answer_503_and_use_up_no_idempotency_key()
    {
        var postgres = await StartPostgresAsync("gone");
        await using var app = await StartServerAsync(postgres);
        var client = new ApiClient(new HttpClient { BaseAddress = new Uri(app.Urls.First()) }, null);
        Assert.That(await ListEventsAsync(client), Has.All.EqualTo(HttpStatusCode.OK));

        await postgres.DisposeAsync();
        Assert.That((await client.GetAsync("/v1/events")).Status, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        var rejected = await RegisterAsync();
        Assert.That(
            (rejected.Status, rejected.Headers.RetryAfter?.Delta),
            Is.EqualTo((HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(1)))
        );
        Assert.That(
            (await client.PostAsync("/auth/session", new { email = "late@example.org", password = "correct horse" })).Status,
            Is.EqualTo(HttpStatusCode.ServiceUnavailable)
        );

        await using var again = await StartPostgresAsync("gone");
        Assert.That(await ListEventsAsync(client), Has.All.EqualTo(HttpStatusCode.OK));
        Assert.That((await RegisterAsync()).Status, Is.EqualTo(HttpStatusCode.Created));
        await app.StopAsync();

        Task<ApiResponse> RegisterAsync() =>
            client.PostAsync(
                "/v1/users",
                JsonApiDocument.Of("user", null, new { email = "late@example.org", password = "correct horse" }),
                ("Idempotency-Key", "late")
            );
    }

    [Test]
    public async Task Killed_database_is_restarted_and_no_request_gets_a_dead_connection()
    {
        await using var postgres = await StartPostgresAsync("killed");
        await using var app = await StartServerAsync(postgres);
        var client = new ApiClient(new HttpClient { BaseAddress = new Uri(app.Urls.First()) }, null);
        Assert.That(await ListEventsAsync(client), Has.All.EqualTo(HttpStatusCode.OK));

        var first = Postmaster.FindProcessId(postgres.ClusterDirectory)!.Value;
        using (var process = Process.GetProcessById(first))
            process.Kill(entireProcessTree: true);
        await Eventually.IsTrueAsync("the database is started again", () =>
            Postmaster.FindProcessId(postgres.ClusterDirectory) is { } now && now != first
        );
        await using (
            var connection = await PostgresConnector.OpenWithRetryAsync(
                postgres.ConnectionString + ";Pooling=false",
                TimeSpan.FromMinutes(1),
                CancellationToken.None
            )
        )
            Assert.That(await ListEventsAsync(client), Has.All.EqualTo(HttpStatusCode.OK));
        await app.StopAsync();
    }

    /// <summary>
    /// Npgsql prepares a statement when it runs for the third time on a connection, so a server with often cut connections prepares
    /// statements all the time.
    /// </summary>
    [Test]
    public async Task Repeatedly_cut_connections_never_cause_a_500()
    {
        await using var server = await OpenEventServer.StartAsync();
        var testEvent = await TicketedEvent.CreateAsync(server);
        string[] urls =
        [
            "/v1/events",
            $"/v1/events/{testEvent.EventId}",
            $"/v1/events/{testEvent.EventId}/tickets",
            "/v1/event-types",
            $"/v1/users/{testEvent.Owner.UserId}",
        ];
        const int Cuts = 30,
            BetweenCuts = 60;
        using var cutDue = new SemaphoreSlim(0);
        var sent = 0;
        var answers = new ConcurrentDictionary<HttpStatusCode, int>();
        var clients = Enumerable
            .Range(0, Concurrency)
            .Select(async i =>
            {
                for (int number; (number = Interlocked.Increment(ref sent)) <= Cuts * BetweenCuts; )
                {
                    if (number % BetweenCuts == 0)
                        cutDue.Release();
                    answers.AddOrUpdate(
                        (await (i % 2 == 0 ? testEvent.Owner : server.Anonymous).GetAsync(urls[number % urls.Length])).Status,
                        1,
                        (_, count) => count + 1
                    );
                }
            })
            .ToList();
        for (var cut = 1; cut <= Cuts; cut++)
        {
            await cutDue.WaitAsync();
            await server.SqlAsync(
                """
                SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid()
                """
            );
        }

        await Task.WhenAll(clients);
        Assert.That(
            answers.Keys,
            Is.SubsetOf(
                (HttpStatusCode[])
                    [
                        HttpStatusCode.OK,
                        HttpStatusCode.Unauthorized,
                        HttpStatusCode.Forbidden,
                        HttpStatusCode.NotFound,
                        HttpStatusCode.ServiceUnavailable,
                    ]
            )
        );
        Assert.That(answers[HttpStatusCode.OK], Is.GreaterThan(Cuts), "the server still answers");
    }

    [Test]
    public async Task Command_whose_connection_was_lost_is_rejected_as_unavailable()
    {
        await using var server = await OpenEventServer.StartAsync();
        await using var scope = server.App.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<OpenEventDb>();
        var behaviour = new UnitOfWorkBehaviour<ExpireOrders, int>(
            db,
            scope.ServiceProvider.GetRequiredService<Application.Common.Authorization>(),
            new Application.Common.PendingRejection()
        );
        Exception? secondFailure = null;
        var rejection = Assert.ThrowsAsync<RejectedException>(() => behaviour.Handle(new ExpireOrders(), CancellationToken.None, async () =>
            {
                var processId = await db.Database.SqlQuery<int>($"SELECT pg_backend_pid() AS \"Value\"").SingleAsync();
                await server.SqlAsync($"SELECT pg_terminate_backend({processId})");
                Assert.That(
                    async () => await db.Database.ExecuteSqlAsync($"SELECT 1"),
                    Throws.Exception,
                    "EF ignores this failure when it releases a savepoint"
                );
                try
                {
                    return await db.Database.ExecuteSqlAsync($"SELECT 1");
                }
                catch (InvalidOperationException e) when (e.InnerException is null)
                {
                    secondFailure = e;
                    throw;
                }
            }));
        Assert.That(rejection!.Kind, Is.EqualTo(RejectionKind.Unavailable));
        Assert.That(secondFailure, Is.Not.Null, "the second failure has no inner exception");
    }

    [Test]
    public async Task Cancelled_command_throws_OperationCanceledException_even_if_its_connection_is_lost()
    {
        await using var server = await OpenEventServer.StartAsync();
        await using var scope = server.App.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<OpenEventDb>();
        var behaviour = new UnitOfWorkBehaviour<ExpireOrders, int>(
            db,
            scope.ServiceProvider.GetRequiredService<Application.Common.Authorization>(),
            new Application.Common.PendingRejection()
        );
        using var cancellation = new CancellationTokenSource();
        Assert.That(() => behaviour.Handle(new ExpireOrders(), cancellation.Token, async () =>
                {
                    var processId = await db.Database.SqlQuery<int>($"SELECT pg_backend_pid() AS \"Value\"").SingleAsync();
                    await server.SqlAsync($"SELECT pg_terminate_backend({processId})");
                    await cancellation.CancelAsync();
                    return await db.Database.ExecuteSqlAsync($"SELECT 1", CancellationToken.None);
                }), Throws.InstanceOf<OperationCanceledException>());
    }

    private Task<EmbeddedPostgres> StartPostgresAsync(string name) =>
        EmbeddedPostgres.StartAsync(
            new EmbeddedPostgresOptions { DataDirectory = Path.Combine(_folder, name), Durable = false },
            NullLogger.Instance,
            CancellationToken.None
        );

    private async Task<WebApplication> StartServerAsync(EmbeddedPostgres postgres)
    {
        var app = await WebApi.Program.BuildAsync([
            "--urls",
            "http://127.0.0.1:0",
            "--Log:Level=None",
            $"--Database:ConnectionString={postgres.ConnectionString}",
            $"--Data:Directory={_folder}",
            "--Lab:Device=none",
            "--VisitorCache:Megabytes=0",
        ]);
        await app.StartAsync();
        return app;
    }

    /// <summary>Sends concurrent requests, so that afterwards the pool has as many connections.</summary>
    private static async Task<IEnumerable<HttpStatusCode>> ListEventsAsync(ApiClient client) =>
        (await Task.WhenAll(Enumerable.Range(0, Concurrency).Select(_ => client.GetAsync("/v1/events")))).Select(a => a.Status);
}
