using System.Net;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using OpenEvent.Application.Ticketing;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Ticketing;

/// <summary>Charging and verifying payments (docs/reference/payments.md#who-says-that-an-order-is-paid).</summary>
[TestFixture]
public sealed class PaymentTests
{
    private PaymentTestServer _testServer = null!;
    private ApiClient _buyer = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _testServer = await PaymentTestServer.OpenAsync();
        _buyer = await _testServer.Server.RegisterUserAsync();
    }

    [OneTimeTearDown]
    public ValueTask StopAsync() => _testServer.DisposeAsync();

    [Test]
    public async Task Charge_returns_an_intent_and_only_a_paid_one_completes_the_order()
    {
        var (id, identifier) = await PaymentTestServer.OrderAsync(_buyer, await TicketAsync());
        var charged = (await PaymentTestServer.ChargeAsync(_buyer, identifier)).EnsureStatus(HttpStatusCode.OK);
        Assert.That(charged.Attribute("status").GetBoolean(), Is.True);
        Assert.That((_testServer.GetIntent(charged).Amount, _testServer.GetIntent(charged).Currency), Is.EqualTo((1250L, "eur")));
        Assert.That(
            (await PaymentTestServer.VerifyAsync(_buyer, identifier)).Json.GetProperty("payment_status").GetString(),
            Is.EqualTo("pending"),
            "nothing is paid yet"
        );

        _testServer.Pay(charged);
        Assert.That(
            (await PaymentTestServer.VerifyAsync(_buyer, identifier)).Json.GetProperty("payment_status").GetString(),
            Is.EqualTo("completed")
        );
        var order = (await _buyer.GetAsync($"/v1/orders/{id}")).EnsureStatus(HttpStatusCode.OK);
        foreach (
            var (name, value) in ((string, string)[])
                [
                    ("status", "completed"),
                    ("payment-mode", "stripe"),
                    ("paid-via", "card"),
                    ("brand", "visa"),
                    ("last4", "4242"),
                    ("exp-month", "12"),
                    ("exp-year", "2034"),
                ]
        )
            Assert.That(order.Attribute(name).GetString(), Is.EqualTo(value), name);
        Assert.That(order.Attribute("transaction-id").GetString(), Does.StartWith("ch_"));
        Assert.That(order.Attribute("completed-at").GetString(), Is.Not.Null);
    }

    [Test]
    public async Task Charging_a_checkout_submits_it()
    {
        var order = (await TicketedEvent.OrderTicketsAsync(_buyer, await TicketAsync(), 1)).EnsureStatus(HttpStatusCode.OK);
        (await PaymentTestServer.ChargeAsync(_buyer, order.Id())).EnsureStatus(HttpStatusCode.OK);
        Assert.That(await _testServer.TestEvent.GetStatusAsync(order.Id()), Is.EqualTo("pending"));
        Assert.That(
            (await TicketedEvent.UpdateOrderAsync(_buyer, order.Id(), new { company = "Late" })).Status,
            Is.EqualTo(HttpStatusCode.Forbidden),
            "it has been submitted"
        );
    }

    [Test]
    public async Task Repeated_webhook_completes_the_order_and_emails_tickets_once()
    {
        var (id, _, intent) = await _testServer.CreatePaidOrderAsync(_buyer, await TicketAsync());
        for (var i = 0; i < 3; i++)
            await _testServer.DeliverWebhooksAsync(webhook =>
                webhook.Type == "payment_intent.succeeded" && webhook.Body.Contains(intent.Id, StringComparison.Ordinal)
            );
        Assert.That(await _testServer.TestEvent.GetStatusAsync(id), Is.EqualTo("completed"));
        Assert.That(
            await CountAsync($"SELECT count(*) FROM outbox WHERE kind = 'mail' AND key LIKE '%{await IdentifierAsync(id)}%'"),
            Is.EqualTo(
                await CountAsync($"SELECT count(DISTINCT key) FROM outbox WHERE kind = 'mail' AND key LIKE '%{await IdentifierAsync(id)}%'")
            )
        );
        Assert.That(
            await CountAsync($"SELECT count(*) FROM outbox WHERE kind = 'order-completed' AND key LIKE '{await IdentifierAsync(id)}%'"),
            Is.EqualTo(1)
        );
    }

    [Test]
    public async Task Webhooks_out_of_order_give_the_same_result()
    {
        var (id, identifier) = await PaymentTestServer.OrderAsync(_buyer, await TicketAsync());
        var charged = (await PaymentTestServer.ChargeAsync(_buyer, identifier)).EnsureStatus(HttpStatusCode.OK);
        _testServer.Pay(charged, "pm_card_declined");
        _testServer.Pay(charged);
        var webhooks = _testServer
            .Stripe.Webhooks.Unsent.Where(w => w.Body.Contains(_testServer.GetIntent(charged).Id, StringComparison.Ordinal))
            .Reverse()
            .ToList();
        Assert.That(
            webhooks.Select(w => w.Type),
            Is.EqualTo<string[]>(["payment_intent.succeeded", "payment_intent.payment_failed", "payment_intent.created"])
        );
        foreach (var webhook in webhooks)
            await _testServer.Stripe.Webhooks.DeliverAsync(_testServer.WebhookUrl, webhook.Body);
        await _testServer.Server.ProcessOutboxAsync();
        Assert.That(await _testServer.TestEvent.GetStatusAsync(id), Is.EqualTo("completed"));
    }

    [Test]
    public async Task Reconciliation_makes_up_for_lost_webhooks()
    {
        var (id, _, _) = await _testServer.CreatePaidOrderAsync(_buyer, await TicketAsync());
        await _testServer.ReconcileAsync();
        Assert.That(await _testServer.TestEvent.GetStatusAsync(id), Is.EqualTo("completed"));
    }

    [Test]
    public async Task Concurrent_reconciliation_checks_each_payment_once()
    {
        List<string> orders = [];
        for (var i = 0; i < 4; i++)
            orders.Add((await _testServer.CreatePaidOrderAsync(_buyer, await TicketAsync())).Id);
        await _testServer.Server.SqlAsync("UPDATE payments SET check_at = now() - interval '1 second' WHERE state = 'Open'");
        var due = await RunInScopeAsync(synchronizer => synchronizer.ListDueAsync(1000, CancellationToken.None));
        var before = _testServer.Stripe.Calls;
        await Task.WhenAll(
            due.Concat(due)
                .Select(payment =>
                    RunInScopeAsync(async synchronizer =>
                    {
                        await synchronizer.SyncDueAsync(payment, CancellationToken.None);
                        return true;
                    })
                )
        );
        foreach (var id in orders)
            Assert.That(await _testServer.TestEvent.GetStatusAsync(id), Is.EqualTo("completed"));
        // An intent that is no longer needed takes two calls: a check and a cancellation.
        Assert.That(_testServer.Stripe.Calls - before, Is.InRange(due.Count, (2 * due.Count) - orders.Count), "each payment was checked once");

        async Task<T> RunInScopeAsync<T>(Func<PaymentSynchronizer, Task<T>> act)
        {
            await using var scope = _testServer.Server.App.Services.CreateAsyncScope();
            return await act(scope.ServiceProvider.GetRequiredService<PaymentSynchronizer>());
        }
    }

    [Test]
    public async Task Unsigned_or_old_webhook_is_rejected_and_a_forged_one_has_no_effect()
    {
        var (id, identifier) = await PaymentTestServer.OrderAsync(_buyer, await TicketAsync());
        var charged = (await PaymentTestServer.ChargeAsync(_buyer, identifier)).EnsureStatus(HttpStatusCode.OK);
        var created = _testServer
            .Stripe.Webhooks.Unsent.Last(w => w.Body.Contains(_testServer.GetIntent(charged).Id, StringComparison.Ordinal))
            .Body;
        var forged = created
            .Replace("payment_intent.created", "payment_intent.succeeded", StringComparison.Ordinal)
            .Replace("requires_payment_method", "succeeded", StringComparison.Ordinal)
            .Replace("evt_", "evt_forged_", StringComparison.Ordinal);
        Assert.That(await _testServer.Stripe.Webhooks.DeliverAsync(_testServer.WebhookUrl, forged, "t=1,v1=00"), Is.EqualTo(400));
        Assert.That(await _testServer.Stripe.Webhooks.DeliverAsync(_testServer.WebhookUrl, forged, ""), Is.EqualTo(400));
        Assert.That(
            await _testServer.Stripe.Webhooks.DeliverAsync(
                _testServer.WebhookUrl,
                forged,
                _testServer.Stripe.Webhooks.Sign(forged, DateTimeOffset.UtcNow.AddHours(-1))
            ),
            Is.EqualTo(400)
        );
        Assert.That(await CountAsync("SELECT count(*) FROM outbox WHERE key LIKE 'evt_forged%'"), Is.Zero);

        Assert.That(
            await _testServer.Stripe.Webhooks.DeliverAsync(_testServer.WebhookUrl, forged),
            Is.EqualTo(200),
            "a signed webhook only triggers a check at Stripe"
        );
        await _testServer.Server.ProcessOutboxAsync();
        Assert.That(await _testServer.TestEvent.GetStatusAsync(id), Is.EqualTo("pending"));
    }

    [Test]
    public async Task Buyer_cannot_mark_an_order_as_paid_by_any_field()
    {
        var (id, _) = await PaymentTestServer.OrderAsync(_buyer, await TicketAsync());
        foreach (
            var attributes in new object[]
            {
                new { status = "completed" },
                new { status = "placed" },
                new { status = "completed", payment_mode = "free" },
                new
                {
                    status = "completed",
                    payment_mode = "bank",
                    paid_via = "bank",
                },
                new { amount = 0 },
            }
        )
            Assert.That((await TicketedEvent.UpdateOrderAsync(_buyer, id, attributes)).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        await _buyer.PatchAsync(
            $"/v1/orders/{id}",
            JsonApiDocument.Of(
                "order",
                id,
                new
                {
                    paid_via = "card",
                    transaction_id = "ch_mine",
                    brand = "visa",
                }
            )
        );
        Assert.That(
            (await _buyer.GetAsync($"/v1/orders/{id}")).Attribute("transaction-id").ValueKind,
            Is.EqualTo(System.Text.Json.JsonValueKind.Null)
        );
        Assert.That(await _testServer.TestEvent.GetStatusAsync(id), Is.EqualTo("pending"));
    }

    [Test]
    public async Task Only_the_buyer_charges_and_only_viewers_of_the_order_verify()
    {
        var (_, identifier) = await PaymentTestServer.OrderAsync(_buyer, await TicketAsync());
        var stranger = await _testServer.Server.RegisterUserAsync();
        Assert.That(
            (await PaymentTestServer.ChargeAsync(_testServer.Server.Anonymous, identifier)).Status,
            Is.EqualTo(HttpStatusCode.Unauthorized)
        );
        foreach (var other in new[] { stranger, _testServer.TestEvent.Owner, _testServer.Server.Admin })
            Assert.That((await PaymentTestServer.ChargeAsync(other, identifier)).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(
            (await PaymentTestServer.VerifyAsync(_testServer.Server.Anonymous, identifier)).Status,
            Is.EqualTo(HttpStatusCode.Unauthorized)
        );
        Assert.That((await PaymentTestServer.VerifyAsync(stranger, identifier)).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await PaymentTestServer.VerifyAsync(_testServer.TestEvent.Owner, identifier)).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await PaymentTestServer.VerifyAsync(_buyer, Guid.NewGuid().ToString())).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task Charging_an_order_that_cannot_be_paid_is_a_conflict()
    {
        var free = (await TicketedEvent.OrderTicketsAsync(_buyer, await _testServer.TestEvent.CreateTicketAsync(5), 1))
            .EnsureStatus(HttpStatusCode.OK)
            .Id();
        var cancelled = (await PaymentTestServer.OrderAsync(_buyer, await TicketAsync())).Id;
        (await TicketedEvent.UpdateOrderAsync(_buyer, cancelled, new { status = "cancelled" })).EnsureStatus(HttpStatusCode.OK);
        var expired = (await PaymentTestServer.OrderAsync(_buyer, await TicketAsync())).Id;
        await _testServer.ExpireAsync(expired);
        var bank = (await TicketedEvent.OrderTicketsAsync(_buyer, await TicketAsync(), 1)).EnsureStatus(HttpStatusCode.OK).Id();
        (await TicketedEvent.UpdateOrderAsync(_buyer, bank, new { payment_mode = "bank", status = "pending" })).EnsureStatus(
            HttpStatusCode.OK
        );
        var (completed, _, _) = await _testServer.CreatePaidOrderAsync(_buyer, await TicketAsync());
        await _testServer.ReconcileAsync();
        foreach (var order in new[] { free, cancelled, expired, bank, completed })
            Assert.That((await PaymentTestServer.ChargeAsync(_buyer, order)).Status, Is.EqualTo(HttpStatusCode.Conflict));
    }

    [Test]
    public async Task Repeated_and_concurrent_charges_use_one_intent()
    {
        var (id, identifier) = await PaymentTestServer.OrderAsync(_buyer, await TicketAsync());
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => PaymentTestServer.ChargeAsync(_buyer, identifier)));
        var charged = (await PaymentTestServer.ChargeAsync(_buyer, identifier)).EnsureStatus(HttpStatusCode.OK);
        Assert.That(
            answers.Where(a => a.Status == HttpStatusCode.OK).Append(charged).Select(a => _testServer.GetIntent(a).Id).Distinct().Count(),
            Is.EqualTo(1)
        );
        Assert.That(answers.Select(a => a.Status), Is.All.EqualTo(HttpStatusCode.OK).Or.EqualTo(HttpStatusCode.Conflict));
        Assert.That(_testServer.Stripe.Payments.Intents.Count(i => i.Metadata["order"] == identifier), Is.EqualTo(1));
        Assert.That(await CountAsync($"SELECT count(*) FROM payments WHERE order_id = {id}"), Is.EqualTo(1));
    }

    [Test]
    public async Task Repeated_idempotency_key_gets_the_same_answer_without_a_Stripe_call()
    {
        var (_, identifier) = await PaymentTestServer.OrderAsync(_buyer, await TicketAsync());
        var first = (await PaymentTestServer.ChargeAsync(_buyer, identifier, ("Idempotency-Key", identifier))).EnsureStatus(
            HttpStatusCode.OK
        );
        var calls = _testServer.Stripe.Calls;
        var second = (await PaymentTestServer.ChargeAsync(_buyer, identifier, ("Idempotency-Key", identifier))).EnsureStatus(
            HttpStatusCode.OK
        );
        Assert.That((second.Text, _testServer.Stripe.Calls), Is.EqualTo((first.Text, calls)));
    }

    [Test]
    public async Task Rejection_with_an_idempotency_key_is_replayed()
    {
        var (id, identifier) = await PaymentTestServer.OrderAsync(_buyer, await TicketAsync());
        (await PaymentTestServer.ChargeAsync(_testServer.TestEvent.Owner, identifier, ("Idempotency-Key", "not mine"))).EnsureStatus(
            HttpStatusCode.Forbidden
        );
        await _testServer.Server.SqlAsync($"UPDATE orders SET user_id = {_testServer.TestEvent.Owner.UserId} WHERE id = {id}");
        (await PaymentTestServer.ChargeAsync(_testServer.TestEvent.Owner, identifier, ("Idempotency-Key", "not mine"))).EnsureStatus(
            HttpStatusCode.Forbidden
        );
        (await PaymentTestServer.ChargeAsync(_testServer.TestEvent.Owner, identifier)).EnsureStatus(HttpStatusCode.OK);
    }

    [Test]
    public async Task Order_with_a_declined_card_can_be_paid_with_another()
    {
        var (id, identifier) = await PaymentTestServer.OrderAsync(_buyer, await TicketAsync());
        var charged = (await PaymentTestServer.ChargeAsync(_buyer, identifier)).EnsureStatus(HttpStatusCode.OK);
        _testServer.Pay(charged, "pm_card_declined");
        Assert.That(
            (await PaymentTestServer.VerifyAsync(_buyer, identifier)).Json.GetProperty("payment_status").GetString(),
            Is.EqualTo("pending")
        );
        _testServer.Pay((await PaymentTestServer.ChargeAsync(_buyer, identifier)).EnsureStatus(HttpStatusCode.OK));
        await PaymentTestServer.VerifyAsync(_buyer, identifier);
        Assert.That(await _testServer.TestEvent.GetStatusAsync(id), Is.EqualTo("completed"));
    }

    private Task<long> TicketAsync() => _testServer.TestEvent.CreateTicketAsync(20, type: "paid", price: 12.5m);

    private Task<long> CountAsync(string sql) => _testServer.Server.SqlAsync<long>(sql);

    private Task<string> IdentifierAsync(string id) =>
        _testServer.Server.SqlAsync<string>($"SELECT identifier FROM orders WHERE id = {id}");
}
