using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using OpenEvent.Application.Common;
using OpenEvent.Infrastructure.Outbox;
using OpenEvent.Testing;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Outbox;

/// <summary>
/// During a rolling upgrade an older node runs beside a newer one. What it does not know waits for the newer one, uncounted, while its
/// other work goes on (docs/upgrade.md).
/// </summary>
[TestFixture]
public sealed class UnknownEntryTests
{
    private const string Kind = "from-the-future";

    private static readonly string[] Processing = ["--Outbox:AtOnce=4", "--Outbox:Poll=00:00:00.05"];

    [Test]
    public async Task A_kind_that_an_older_node_does_not_know_stays_as_it_is_until_a_newer_node_processes_it()
    {
        await using var older = await OpenEventServer.StartAsync(Processing);
        await AddAsync(older, Kind, "unknown", "{}");
        await LookAgainAsync(older);
        Assert.That(await StateOfAsync(older, "unknown"), Is.EqualTo("Waiting 0"));
        Assert.That(await older.SqlAsync<bool>("SELECT available_at <= now() FROM outbox WHERE key = 'unknown'"), "it is still due");

        await using var newer = await older.StartAnotherNodeAsync(
            builder => builder.Services.AddOutboxConsumer<FutureConsumer>(Kind),
            Processing
        );
        await WaitUntilDoneAsync(older, "unknown");
        Assert.That(await StateOfAsync(older, "unknown"), Is.EqualTo("Done 1"));
    }

    [Test]
    public async Task An_e_mail_that_an_older_node_does_not_know_is_left_to_a_newer_node_without_a_counted_attempt()
    {
        await using var older = await OpenEventServer.StartAsync([.. Processing, "--Outbox:FirstPause=00:00:00.001"]);
        await AddAsync(older, "letter", "unknown", """{"Template":"FromTheFuture","To":"ann@example.org","Letter":{}}""");
        await Eventually.IsTrueAsync("the older node has tried it", () =>
            older.SqlAsync<bool>("SELECT last_error IS NOT NULL FROM outbox WHERE key = 'unknown'")
        );
        var tried = await older.SqlAsync<DateTime>("SELECT available_at FROM outbox WHERE key = 'unknown'");
        await LookAgainAsync(older);
        Assert.That(
            await StateOfAsync(older, "unknown"),
            Is.EqualTo("Waiting 0 This version does not know the e-mail kind FromTheFuture.")
        );
        Assert.That(
            await older.SqlAsync<DateTime>("SELECT available_at FROM outbox WHERE key = 'unknown'"),
            Is.EqualTo(tried),
            "the older node does not try it again"
        );

        // The e-mail as a newer version reads it.
        await older.SqlAsync("""UPDATE outbox SET payload = payload || '{"Template":"TestMail"}' WHERE key = 'unknown'""");
        await LookAgainAsync(older);
        Assert.That(await StateOfAsync(older, "unknown"), Does.StartWith("Waiting 0"));
        await using var newer = await older.StartAnotherNodeAsync(Processing);
        await WaitUntilDoneAsync(older, "unknown");
        Assert.That(await StateOfAsync(older, "unknown"), Is.EqualTo("Done 1"));
    }

    [Test]
    public async Task A_kind_that_no_running_version_knows_makes_the_server_degraded_after_a_while()
    {
        await using var server = await OpenEventServer.StartAsync([.. Processing, "--Data:WarnBelowMegabytes=0"]);
        await AddAsync(server, Kind, "unknown", "{}", "now() - interval '10 minutes'");
        await server.App.Services.GetRequiredService<OutboxMonitor>().CountAsync(CancellationToken.None);
        Assert.That(
            (await server.Anonymous.GetAsync("/health/ready")).Text,
            Does.StartWith($"Degraded\noutbox: 1 entries of kind {Kind} have been due for up to 10 minutes")
                .And.Contain("this version does not know the kind")
        );
    }

    /// <summary>Lets the server process two e-mails, one after the other. In the meantime it has looked for all due entries.</summary>
    private static async Task LookAgainAsync(OpenEventServer server)
    {
        for (var n = 0; n < 2; n++)
        {
            var key = Guid.NewGuid().ToString();
            await AddAsync(server, "letter", key, """{"Template":"TestMail","To":"ann@example.org","Letter":{}}""");
            await WaitUntilDoneAsync(server, key);
        }
    }

    private static Task WaitUntilDoneAsync(OpenEventServer server, string key) =>
        Eventually.IsTrueAsync($"{key} is done", () => server.SqlAsync<bool>($"SELECT state = 'Done' FROM outbox WHERE key = '{key}'"));

    private static Task<int> AddAsync(OpenEventServer server, string kind, string key, string payload, string availableAt = "now()") =>
        server.SqlAsync(
            "INSERT INTO outbox (kind, key, payload, state, attempts, available_at) "
                + $"VALUES ('{kind}', '{key}', '{payload}', 'Waiting', 0, {availableAt})"
        );

    private static Task<string> StateOfAsync(OpenEventServer server, string key) =>
        server.SqlAsync<string>($"SELECT concat_ws(' ', state, attempts, last_error) FROM outbox WHERE key = '{key}'");

    private sealed class FutureConsumer : IOutboxConsumer
    {
        public Task ConsumeAsync(string key, JsonElement payload, CancellationToken ct) => Task.CompletedTask;
    }
}
