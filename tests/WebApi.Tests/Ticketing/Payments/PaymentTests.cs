using System.Net;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Ticketing;

/// <summary>Charging and verifying payments (docs/reference/payments.md#source-of-the-payment-state).</summary>
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
        var (id, identifier) = await PaymentTestServer.OrderAsync(_buyer, await _testServer.CreateTicketAsync());
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
        var order = (await TicketedEvent.OrderTicketsAsync(_buyer, await _testServer.CreateTicketAsync(), 1)).EnsureStatus(
            HttpStatusCode.OK
        );
        (await PaymentTestServer.ChargeAsync(_buyer, order.Id())).EnsureStatus(HttpStatusCode.OK);
        Assert.That(await _testServer.TestEvent.GetStatusAsync(order.Id()), Is.EqualTo("pending"));
        Assert.That(
            (await TicketedEvent.UpdateOrderAsync(_buyer, order.Id(), new { company = "Late" })).Status,
            Is.EqualTo(HttpStatusCode.Forbidden),
            "it has been submitted"
        );
    }

    [Test]
    public async Task Buyer_cannot_mark_an_order_as_paid_by_any_field()
    {
        var (id, _) = await PaymentTestServer.OrderAsync(_buyer, await _testServer.CreateTicketAsync());
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
        var (_, identifier) = await PaymentTestServer.OrderAsync(_buyer, await _testServer.CreateTicketAsync());
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
        var cancelled = (await PaymentTestServer.OrderAsync(_buyer, await _testServer.CreateTicketAsync())).Id;
        (await TicketedEvent.UpdateOrderAsync(_buyer, cancelled, new { status = "cancelled" })).EnsureStatus(HttpStatusCode.OK);
        var expired = (await PaymentTestServer.OrderAsync(_buyer, await _testServer.CreateTicketAsync())).Id;
        await _testServer.ExpireAsync(expired);
        var bank = (await TicketedEvent.OrderTicketsAsync(_buyer, await _testServer.CreateTicketAsync(), 1))
            .EnsureStatus(HttpStatusCode.OK)
            .Id();
        (await TicketedEvent.UpdateOrderAsync(_buyer, bank, new { payment_mode = "bank", status = "pending" })).EnsureStatus(
            HttpStatusCode.OK
        );
        var (completed, _, _) = await _testServer.CreatePaidOrderAsync(_buyer, await _testServer.CreateTicketAsync());
        await _testServer.ReconcileAsync();
        foreach (var order in new[] { free, cancelled, expired, bank, completed })
            Assert.That((await PaymentTestServer.ChargeAsync(_buyer, order)).Status, Is.EqualTo(HttpStatusCode.Conflict));
    }

    [Test]
    public async Task Repeated_and_concurrent_charges_use_one_intent()
    {
        var (id, identifier) = await PaymentTestServer.OrderAsync(_buyer, await _testServer.CreateTicketAsync());
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
        var (_, identifier) = await PaymentTestServer.OrderAsync(_buyer, await _testServer.CreateTicketAsync());
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
        var (id, identifier) = await PaymentTestServer.OrderAsync(_buyer, await _testServer.CreateTicketAsync());
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
        var (id, identifier) = await PaymentTestServer.OrderAsync(_buyer, await _testServer.CreateTicketAsync());
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

    private Task<long> CountAsync(string sql) => _testServer.Server.SqlAsync<long>(sql);
}
