using System.Net;
using Microsoft.AspNetCore.Builder;
using Npgsql;
using NUnit.Framework;
using OpenEvent.Testing;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Hosting;

/// <summary>A server with a primary and a synchronous standby, one of which fails (docs/many-machines.md).</summary>
[TestFixture]
public sealed class FailoverTests
{
    private ReplicatedPostgres _postgres = null!;
    private string _folder = "";
    private WebApplication _app = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _postgres = await ReplicatedPostgres.StartAsync();
        _folder = Directory.CreateTempSubdirectory("openevent-failover-").FullName;
        var database = $"{_postgres.ConnectionString};Command Timeout=2";
        _app = await WebApi.Program.BuildAsync(OpenEventServer.SettingsFor(database, _folder));
        await _app.StartAsync();
    }

    [TearDown]
    public async Task StopAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        await _postgres.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public async Task After_a_failover_the_server_goes_on_by_itself_and_every_confirmed_write_is_there()
    {
        var admin = await SignInAsync();
        var confirmed = new List<string>();
        await WriteAsync("before");
        Assert.That(confirmed, Has.Count.EqualTo(1));

        await _postgres.KillPrimaryAsync();
        var rejected = await CreateAsync(admin, "during");
        Assert.That(
            (rejected.Status, rejected.Headers.RetryAfter?.Delta),
            Is.EqualTo((HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(1)))
        );
        await _postgres.PromoteStandbyAsync();
        await Eventually.IsTrueAsync("the server writes to the new primary", async () =>
        {
            await WriteAsync("after");
            return confirmed.Contains("after");
        });

        await using var source = NpgsqlDataSource.Create(_postgres.ConnectionString + ";Target Session Attributes=primary");
        await using var names = source.CreateCommand("SELECT array_agg(name) FROM event_topics");
        Assert.That((string[])(await names.ExecuteScalarAsync())!, Is.SupersetOf(confirmed));

        async Task WriteAsync(string name)
        {
            var answer = await CreateAsync(admin, name);
            if (answer.Status == HttpStatusCode.Created)
                confirmed.Add(name);
            else
                Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.ServiceUnavailable), answer.Text);
        }
    }

    /// <summary>
    /// PostgreSQL reports a commit that is cancelled while it waits for the standby as done. The driver would cancel it after its command
    /// time-out, and when the client goes away.
    /// </summary>
    [Test]
    public async Task Nothing_is_confirmed_or_visible_before_the_standby_has_it()
    {
        var admin = await SignInAsync();
        var leaving = await SignInAsync();
        await _postgres.CutStandbyOffAsync();
        var waiting = new[] { CreateAsync(admin, "without a key"), CreateAsync(admin, "with a key", ("Idempotency-Key", "waiting")) };
        var left = CreateAsync(leaving, "left", ("Idempotency-Key", "left"));
        await WaitForCommitsAsync("0 s");
        leaving.Http.CancelPendingRequests();
        Assert.That(() => left, Throws.InstanceOf<OperationCanceledException>());
        await WaitForCommitsAsync("5 s");
        Assert.That(waiting.Select(r => r.IsCompleted), Is.All.False);
        Assert.That(await ReadAsync("SELECT count(*) FROM event_topics"), Is.Zero);
        await _postgres.KillPrimaryAsync();
        Assert.That((await Task.WhenAll(waiting)).Select(r => r.Status), Is.All.EqualTo(HttpStatusCode.ServiceUnavailable));

        Task WaitForCommitsAsync(string age) =>
            Eventually.IsTrueAsync($"three commits wait for more than {age}", async () => await ReadAsync(
                    $"""
                    SELECT count(*) FROM pg_stat_activity
                    WHERE query = 'COMMIT' AND wait_event = 'SyncRep' AND query_start < clock_timestamp() - interval '{age}'
                    """
                )
                >= waiting.Length + 1);
    }

    private async Task<ApiClient> SignInAsync()
    {
        var http = new HttpClient { BaseAddress = new Uri(_app.Urls.First()) };
        var credentials = new { email = OpenEventServer.AdminEmail, password = OpenEventServer.Password };
        var signedIn = await new ApiClient(http, null).PostAsync("/auth/session", credentials);
        return new ApiClient(http, signedIn.Json.GetProperty("access_token").GetString());
    }

    private async Task<long> ReadAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(_postgres.PrimaryConnectionString);
        await using var command = source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static Task<ApiResponse> CreateAsync(ApiClient client, string name, params (string, string)[] headers) =>
        client.PostAsync("/v1/event-topics", JsonApiDocument.Of("event-topic", null, new { name }), headers);
}
