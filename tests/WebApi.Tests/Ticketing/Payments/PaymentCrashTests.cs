using Npgsql;
using NUnit.Framework;
using OpenEvent.Testing;
using OpenEvent.WebApi.Tests.Harness;
using OpenEvent.WebApi.Tests.Hosting;

namespace OpenEvent.WebApi.Tests.Ticketing;

/// <summary>A server that is killed after Stripe captured a payment and before the server recorded it.</summary>
[TestFixture]
public sealed class PaymentCrashTests
{
    [Test]
    public async Task Server_killed_between_capture_and_commit_completes_the_order_once_after_restart()
    {
        await using var testServer = await PaymentTestServer.OpenAsync();
        var folder = Directory.CreateTempSubdirectory("openevent-killed-").FullName;
        try
        {
            var buyer = await testServer.Server.RegisterUserAsync();
            var (id, identifier, intent) = await testServer.CreatePaidOrderAsync(
                buyer,
                await testServer.TestEvent.CreateTicketAsync(5, type: "paid", price: 12.5m)
            );
            await KillDuringVerificationAsync(testServer, folder, buyer.Token!, id, identifier);
            Assert.That(
                (await testServer.TestEvent.GetStatusAsync(id), await GetPaymentStateAsync(testServer)),
                Is.EqualTo(("pending", "Open")),
                "nothing was recorded"
            );

            await testServer.Server.SqlAsync("UPDATE payments SET check_at = now()");
            using var next = Start(testServer, folder, "--Payments:Stripe:SweepSeconds=1", "--Outbox:AtOnce=2");
            await next.AddressAsync();
            const string WaitingEntries = "SELECT count(*) FROM outbox WHERE state = 'Waiting'";
            await Eventually.IsTrueAsync("the order is completed and the outbox is empty", async () =>
                await testServer.TestEvent.GetStatusAsync(id) == "completed" && await testServer.Server.SqlAsync<long>(WaitingEntries) == 0
            );
            await next.TerminateAsync();

            Assert.That(
                (intent.CaptureCount, intent.Refunds.Count, await GetPaymentStateAsync(testServer)),
                Is.EqualTo((1, 0, "Succeeded"))
            );
            Assert.That(testServer.Stripe.Payments.Intents.Count(i => i.Metadata["order"] == identifier), Is.EqualTo(1));
            Assert.That(
                await testServer.Server.SqlAsync<long>("SELECT count(*) FROM outbox WHERE kind = 'order-completed'"),
                Is.EqualTo(1)
            );
            Assert.That(
                await testServer.Server.SqlAsync<long>(
                    $"SELECT count(*) FROM mails WHERE recipient = '{buyer.Email}' AND message ILIKE '%{identifier}%'"
                ),
                Is.EqualTo(1),
                "the buyer gets one e-mail"
            );
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>
    /// Kills a server after Stripe confirmed a payment. A lock on the order keeps the server from recording the payment before.
    /// </summary>
    private static async Task KillDuringVerificationAsync(
        PaymentTestServer testServer,
        string folder,
        string token,
        string id,
        string identifier
    )
    {
        using var killed = Start(testServer, folder, "--Payments:Stripe:SweepSeconds=0", "--Outbox:AtOnce=0");
        var buyer = new ApiClient(new HttpClient { BaseAddress = new Uri(await killed.AddressAsync()) }, token);
        await using var connection = new NpgsqlConnection(testServer.Server.ConnectionString);
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var command = new NpgsqlCommand($"SELECT 1 FROM orders WHERE id = {id} FOR UPDATE", connection, transaction);
        await command.ExecuteNonQueryAsync();
        var verifying = PaymentTestServer.VerifyAsync(buyer, identifier);
        await testServer.Server.WaitForBlockedStatementAsync();
        await killed.KillAsync();
        Assert.CatchAsync<HttpRequestException>(() => verifying);
    }

    private static ServerProcess Start(PaymentTestServer testServer, string folder, params string[] settings) =>
        new(
            folder,
            [
                .. PaymentTestServer.SettingsFor(testServer.Stripe).Where(s => !s.Contains("SweepSeconds", StringComparison.Ordinal)),
                $"--Database:ConnectionString={testServer.Server.ConnectionString}",
                "--Lab:Device=none",
                .. settings,
            ]
        );

    private static Task<string> GetPaymentStateAsync(PaymentTestServer testServer) =>
        testServer.Server.SqlAsync<string>("SELECT state FROM payments");
}
