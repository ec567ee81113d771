using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;
using OpenEvent.Application.Common;
using OpenEvent.Application.Common.Behaviours;
using OpenEvent.Application.Ticketing;
using OpenEvent.Domain.Common;
using OpenEvent.Infrastructure.Persistence;
using OpenEvent.WebApi.Tests.Harness;
using OpenEvent.WebApi.Tests.Ticketing;

namespace OpenEvent.WebApi.Tests.Hosting;

/// <summary>A PostgreSQL that goes away under a server and comes back.</summary>
[TestFixture]
public sealed class LostDatabaseTests
{
    private const int AtOnce = 20;

    /// <summary>One that PostgreSQL's account may enter.</summary>
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"openevent-lost-{Guid.NewGuid():n}");

    [OneTimeTearDown]
    public void TidyUp() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task While_the_database_is_gone_the_answer_is_503_and_it_spends_no_key()
    {
        var postgres = await PostgresAsync("gone");
        await using var app = await ServerAsync(postgres);
        var anyone = new Client(new HttpClient { BaseAddress = new Uri(app.Urls.First()) }, null);
        Assert.That(await AskAsync(anyone), Has.All.EqualTo(HttpStatusCode.OK));

        await postgres.DisposeAsync();
        Assert.That((await anyone.GetAsync("/v1/events")).Status, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        var refused = await RegisterAsync();
        Assert.That(
            (refused.Status, refused.Headers.RetryAfter?.Delta),
            Is.EqualTo((HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(1)))
        );
        Assert.That(
            (await anyone.PostAsync("/auth/session", new { email = "late@example.org", password = "correct horse" })).Status,
            Is.EqualTo(HttpStatusCode.ServiceUnavailable)
        );

        await using var again = await PostgresAsync("gone");
        Assert.That(await AskAsync(anyone), Has.All.EqualTo(HttpStatusCode.OK));
        Assert.That((await RegisterAsync()).Status, Is.EqualTo(HttpStatusCode.Created));
        await app.StopAsync();

        Task<Answer> RegisterAsync() =>
            anyone.PostAsync(
                "/v1/users",
                Document.Of("user", null, new { email = "late@example.org", password = "correct horse" }),
                ("Idempotency-Key", "late")
            );
    }

    [Test]
    public async Task A_killed_database_is_started_again_and_nobody_is_given_a_dead_connection_afterwards()
    {
        await using var postgres = await PostgresAsync("killed");
        await using var app = await ServerAsync(postgres);
        var anyone = new Client(new HttpClient { BaseAddress = new Uri(app.Urls.First()) }, null);
        Assert.That(await AskAsync(anyone), Has.All.EqualTo(HttpStatusCode.OK));

        var first = Postmaster.Of(postgres.ClusterDirectory)!.Value;
        using (var process = Process.GetProcessById(first))
            process.Kill(entireProcessTree: true);
        while (Postmaster.Of(postgres.ClusterDirectory) is var now && (now is null || now == first))
            await Task.Delay(20);
        await using (
            var connection = await PostgresConnection.OpenAsync(
                postgres.ConnectionString + ";Pooling=false",
                TimeSpan.FromMinutes(1),
                CancellationToken.None
            )
        )
            Assert.That(await AskAsync(anyone), Has.All.EqualTo(HttpStatusCode.OK));
        await app.StopAsync();
    }

    /// <summary>Statements are prepared when they come for the third time: a server whose connections are cut again and again prepares all the while.</summary>
    [Test]
    public async Task Connections_that_are_cut_again_and_again_are_never_a_failure_that_nobody_foresaw()
    {
        await using var server = await OpenEventServer.StartAsync();
        var office = await BoxOffice.OpenAsync(server);
        string[] urls =
        [
            "/v1/events",
            $"/v1/events/{office.EventId}",
            $"/v1/events/{office.EventId}/tickets",
            "/v1/event-types",
            $"/v1/users/{office.Owner.UserId}",
        ];
        const int Cuts = 60,
            BetweenCuts = 60;
        using var due = new SemaphoreSlim(0);
        var (asked, answers) = (0, new ConcurrentDictionary<HttpStatusCode, int>());
        var asking = Enumerable
            .Range(0, AtOnce)
            .Select(async i =>
            {
                for (int n; (n = Interlocked.Increment(ref asked)) <= Cuts * BetweenCuts; )
                {
                    if (n % BetweenCuts == 0)
                        due.Release();
                    answers.AddOrUpdate(
                        (await (i % 2 == 0 ? office.Owner : server.Anonymous).GetAsync(urls[n % urls.Length])).Status,
                        1,
                        (_, so) => so + 1
                    );
                }
            })
            .ToList();
        for (var cut = 1; cut <= Cuts; cut++)
        {
            await due.WaitAsync();
            await server.SqlAsync(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            );
        }

        await Task.WhenAll(asking);
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
        Assert.That(answers[HttpStatusCode.OK], Is.GreaterThan(Cuts), "it goes on");
    }

    [Test]
    public async Task A_command_whose_connection_was_lost_unnoticed_is_unavailable_whatever_it_stumbles_over_next()
    {
        await using var server = await OpenEventServer.StartAsync();
        await using var scope = server.App.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<OpenEventDb>();
        var work = new UnitOfWork<ExpireOrders, int>(db, scope.ServiceProvider.GetRequiredService<Gate>());
        Exception? stumbled = null;
        var refused = Assert.ThrowsAsync<Refused>(() => work.Handle(new ExpireOrders(), CancellationToken.None, async () =>
            {
                var mine = await db.Database.SqlQuery<int>($"SELECT pg_backend_pid() AS \"Value\"").SingleAsync();
                await server.SqlAsync($"SELECT pg_terminate_backend({mine})");
                Assert.That(
                    async () => await db.Database.ExecuteSqlAsync($"SELECT 1"),
                    Throws.Exception,
                    "EF swallows this one where it lets a savepoint go"
                );
                try
                {
                    return await db.Database.ExecuteSqlAsync($"SELECT 1");
                }
                catch (InvalidOperationException e) when (e.InnerException is null)
                {
                    stumbled = e;
                    throw;
                }
            }));
        Assert.That(refused!.Kind, Is.EqualTo(RefusalKind.Unavailable));
        Assert.That(stumbled, Is.Not.Null, "the second failure does not say that the connection is lost");
    }

    [Test]
    public async Task A_command_that_is_called_off_says_so_though_its_connection_is_lost_with_it()
    {
        await using var server = await OpenEventServer.StartAsync();
        await using var scope = server.App.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<OpenEventDb>();
        var work = new UnitOfWork<ExpireOrders, int>(db, scope.ServiceProvider.GetRequiredService<Gate>());
        using var off = new CancellationTokenSource();
        Assert.That(() => work.Handle(new ExpireOrders(), off.Token, async () =>
                {
                    var mine = await db.Database.SqlQuery<int>($"SELECT pg_backend_pid() AS \"Value\"").SingleAsync();
                    await server.SqlAsync($"SELECT pg_terminate_backend({mine})");
                    await off.CancelAsync();
                    return await db.Database.ExecuteSqlAsync($"SELECT 1", CancellationToken.None);
                }), Throws.InstanceOf<OperationCanceledException>());
    }

    private Task<EmbeddedPostgres> PostgresAsync(string name) =>
        EmbeddedPostgres.StartAsync(
            new EmbeddedPostgresOptions { DataDirectory = Path.Combine(_folder, name), Durable = false },
            NullLogger.Instance,
            CancellationToken.None
        );

    private async Task<WebApplication> ServerAsync(EmbeddedPostgres postgres)
    {
        var app = await Program.BuildAsync([
            "--urls",
            "http://127.0.0.1:0",
            "--Log:Level=None",
            $"--Database:ConnectionString={postgres.ConnectionString}",
            $"--Data:Directory={_folder}",
            "--Lab:Device=none",
        ]);
        await app.StartAsync();
        return app;
    }

    /// <summary>So many at once that as many connections lie in the pool afterwards.</summary>
    private static async Task<IEnumerable<HttpStatusCode>> AskAsync(Client anyone) =>
        (await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => anyone.GetAsync("/v1/events")))).Select(a => a.Status);
}
