using Npgsql;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;
using OpenEvent.WebApi.Tests.Hosting;

namespace OpenEvent.WebApi.Tests.Ticketing;

/// <summary>A server, a process of its own, that is killed while it enters a payment that Stripe has taken.</summary>
[TestFixture]
public sealed class KilledTillTests
{
    [Test]
    public async Task A_server_killed_between_the_capture_and_its_commit_completes_the_order_once_after_its_next_start()
    {
        await using var till = await Till.OpenAsync();
        var folder = Directory.CreateTempSubdirectory("openevent-killed-").FullName;
        try
        {
            var buyer = await till.Server.SomebodyAsync();
            var (id, identifier, intent) = await till.PaidAsync(buyer, await till.Office.TicketAsync(5, type: "paid", price: 12.5m));
            await KillAtWorkAsync(till, folder, buyer.Token!, id, identifier);
            Assert.That(
                (await till.Office.StatusAsync(id), await StateAsync(till)),
                Is.EqualTo(("pending", "Open")),
                "nothing was entered"
            );

            await till.Server.SqlAsync("UPDATE payments SET check_at = now()");
            using var next = Start(till, folder, "--Payments:Stripe:SweepSeconds=1", "--Outbox:AtOnce=2");
            await next.AddressAsync();
            const string Unprinted = "SELECT count(*) FROM outbox WHERE state = 'Waiting'";
            while (await till.Office.StatusAsync(id) != "completed" || await till.Server.SqlAsync<long>(Unprinted) > 0)
                await Task.Delay(50);
            await next.TerminateAsync();

            Assert.That((intent.Captures, intent.Refunds.Count, await StateAsync(till)), Is.EqualTo((1, 0, "Succeeded")));
            Assert.That(till.Stripe.Book.Intents.Count(i => i.Metadata["order"] == identifier), Is.EqualTo(1));
            Assert.That(await till.Server.SqlAsync<long>("SELECT count(*) FROM outbox WHERE kind = 'order-completed'"), Is.EqualTo(1));
            Assert.That(
                await till.Server.SqlAsync<long>(
                    $"SELECT count(*) FROM mails WHERE recipient = '{buyer.Email}' AND message ILIKE '%{identifier}%'"
                ),
                Is.EqualTo(1),
                "the buyer has one letter"
            );
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Stripe has answered that it took the money; the order's lock keeps the server from entering it; then the server is gone.</summary>
    private static async Task KillAtWorkAsync(Till till, string folder, string token, string id, string identifier)
    {
        using var killed = Start(till, folder, "--Payments:Stripe:SweepSeconds=0", "--Outbox:AtOnce=0");
        var buyer = new Client(new HttpClient { BaseAddress = new Uri(await killed.AddressAsync()) }, token);
        await using var connection = new NpgsqlConnection(till.Server.ConnectionString);
        await connection.OpenAsync();
        await using var holder = await connection.BeginTransactionAsync();
        await using var command = new NpgsqlCommand($"SELECT 1 FROM orders WHERE id = {id} FOR UPDATE", connection, holder);
        await command.ExecuteNonQueryAsync();
        var verifying = Till.VerifyAsync(buyer, identifier);
        while (
            await till.Server.SqlAsync<long>(
                "SELECT count(*) FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid WHERE NOT l.granted AND a.datname = current_database()"
            ) == 0
        )
            await Task.Yield();
        await killed.KillAsync();
        Assert.CatchAsync<HttpRequestException>(() => verifying);
    }

    private static ServerProcess Start(Till till, string folder, params string[] more) =>
        new(
            folder,
            [
                .. Till.SettingsFor(till.Stripe).Where(s => !s.Contains("SweepSeconds", StringComparison.Ordinal)),
                $"--Database:ConnectionString={till.Server.ConnectionString}",
                "--Lab:Device=none",
                .. more,
            ]
        );

    private static Task<string> StateAsync(Till till) => till.Server.SqlAsync<string>("SELECT state FROM payments");
}
