using Npgsql;
using NUnit.Framework;
using OpenEvent.StripeStub;
using OpenEvent.Testing;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Ticketing;

/// <summary>Several hundred payments with all faults at once. <c>bench/Payments</c> does the same with ten thousand.</summary>
[TestFixture]
public sealed class PaymentStressTests
{
    private static readonly FaultPlan AllFaults = new()
    {
        ErrorBefore = 0.06,
        ErrorAfter = 0.06,
        HangBefore = 0.02,
        HangAfter = 0.02,
        HangTime = TimeSpan.FromMilliseconds(100),
        LostWebhooks = 0.2,
        DuplicateWebhooks = 0.2,
        MaxWebhookDelay = TimeSpan.FromMilliseconds(300),
    };

    [Test]
    public async Task No_payment_is_captured_twice_or_left_without_order_or_refund()
    {
        await using var testServer = await PaymentTestServer.OpenAsync(
            "--Outbox:AtOnce=4",
            "--Outbox:FirstPause=00:00:00.020",
            "--Outbox:LongestPause=00:00:00.200",
            "--Outbox:Attempts=100"
        );
        List<ApiClient> buyers = [];
        for (var i = 0; i < 8; i++)
            buyers.Add(await testServer.Server.RegisterUserAsync());
        long[] tickets = [await CreateTicketAsync(1000), await CreateTicketAsync(1000), await CreateTicketAsync(20)];
        testServer.Stripe.Webhooks.Url = testServer.WebhookUrl;
        testServer.Stripe.Faults = AllFaults;
        using var load = new PaymentLoad(
            testServer.Server.Anonymous.Http.BaseAddress!,
            testServer.Stripe,
            [.. buyers.Select(b => b.Token!)],
            testServer.TestEvent.Owner.Token!,
            tickets,
            testServer.ExpireAsync
        );
        await load.RunAsync(300, atOnce: 8);

        testServer.Stripe.Faults = FaultPlan.None;
        // Buyers who left without paying have open payments. Expire their orders, so that the payments are cancelled.
        await testServer.Server.SqlAsync("UPDATE orders SET expires_at = now() - interval '1 second' WHERE expires_at IS NOT NULL");
        await Eventually.IsTrueAsync("all payments are settled and all events are received", async () =>
        {
            await testServer.ReconcileAsync(runOutbox: false);
            return await testServer.Server.SqlAsync<long>(RecordedPayment.UnfinishedQuery) == 0 && testServer.Stripe.Webhooks.InFlight == 0;
        });

        var audit = PaymentAudit.Run(
            testServer.Stripe.Payments.Intents,
            await ReadPaymentsAsync(testServer.Server),
            await ListCompletedOrdersAsync(testServer.Server)
        );
        TestContext.Out.WriteLine($"{load.OrderCount} orders: {audit}");
        Assert.That(load.UnexpectedErrors, Is.Zero, "no response is 500");
        Assert.That(audit.IsClean, audit.ToString());
        Assert.That((audit.CompletedOrders > 100, audit.RefundedPayments > 10), Is.EqualTo((true, true)), "the load was high enough");
        foreach (var ticket in tickets)
        {
            var recount = await testServer.Server.SqlAsync<long>(
                $"""
                SELECT coalesce(sum(l.quantity), 0) FROM order_tickets l JOIN orders o ON o.id = l.order_id
                WHERE l.ticket_id = {ticket} AND o.status NOT IN ('Expired', 'Cancelled')
                """
            );
            Assert.That(await testServer.TestEvent.GetTakenSeatsAsync(ticket), Is.EqualTo(recount), "the counter and a recount");
        }

        Task<long> CreateTicketAsync(int seats) => testServer.TestEvent.CreateTicketAsync(seats, type: "paid", price: 10);
    }

    [Test]
    public void Audit_detects_every_kind_of_error()
    {
        var store = new PaymentStore((_, _, _) => { });
        var paid = CreatePaidIntent("one");
        Assert.That(PaymentAudit.Run(store.Intents, [new RecordedPayment(paid.Id, "Succeeded", null)], ["one"]).IsClean, Is.True);
        Assert.That(
            PaymentAudit.Run(store.Intents, [new RecordedPayment(paid.Id, "Open", null)], []).PaidWithoutOrderOrRefund,
            Is.EqualTo(1)
        );
        Assert.That(PaymentAudit.Run(store.Intents, [new RecordedPayment(paid.Id, "Open", null)], ["one"]).WrongRecords, Is.EqualTo(1));
        Assert.That(PaymentAudit.Run(store.Intents, [], ["one", "two"]).OrdersWithoutMoney, Is.EqualTo(1));
        CreatePaidIntent("one");
        Assert.That(PaymentAudit.Run(store.Intents, [], ["one"]).DoubleCaptures, Is.EqualTo(1));

        Intent CreatePaidIntent(string order)
        {
            var id = store
                .Create(
                    "acct",
                    new Dictionary<string, string>
                    {
                        ["amount"] = "1000",
                        ["currency"] = "eur",
                        ["metadata[order]"] = order,
                    }
                )
                .Body["id"]!.ToString();
            store.Confirm(id, store.Find(id).ClientSecret, "pm_card_visa");
            return store.Find(id);
        }
    }

    private static async Task<List<RecordedPayment>> ReadPaymentsAsync(OpenEventServer server)
    {
        await using var source = NpgsqlDataSource.Create(server.ConnectionString);
        await using var command = source.CreateCommand(RecordedPayment.Query);
        await using var reader = await command.ExecuteReaderAsync();
        List<RecordedPayment> payments = [];
        while (await reader.ReadAsync())
            payments.Add(new RecordedPayment(reader.GetString(0), reader.GetString(1), reader.IsDBNull(2) ? null : reader.GetString(2)));
        return payments;
    }

    private static async Task<List<string>> ListCompletedOrdersAsync(OpenEventServer server)
    {
        await using var source = NpgsqlDataSource.Create(server.ConnectionString);
        await using var command = source.CreateCommand("SELECT identifier FROM orders WHERE status = 'Completed'");
        await using var reader = await command.ExecuteReaderAsync();
        List<string> completed = [];
        while (await reader.ReadAsync())
            completed.Add(reader.GetString(0));
        return completed;
    }
}
