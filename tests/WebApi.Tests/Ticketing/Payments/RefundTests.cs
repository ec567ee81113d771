using System.Net;
using Npgsql;
using NUnit.Framework;
using OpenEvent.StripeStub;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Ticketing;

/// <summary>A captured payment has an order or is refunded exactly once, whatever fails.</summary>
[TestFixture]
public sealed class RefundTests
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

    [TestCase(StripeFault.None)]
    [TestCase(StripeFault.ErrorBefore)]
    [TestCase(StripeFault.ErrorAfter)]
    [TestCase(StripeFault.HangBefore)]
    [TestCase(StripeFault.HangAfter)]
    public async Task Cancelling_a_paid_order_refunds_once_even_if_the_first_attempt_fails(StripeFault fault)
    {
        var ticket = await _testServer.CreateTicketAsync(5);
        var (id, intent) = await CreateCompletedOrderAsync(ticket);
        if (fault != StripeFault.None)
            _testServer.Stripe.FailNext("POST /v1/refunds", fault);
        (await TicketedEvent.UpdateOrderAsync(_testServer.TestEvent.Owner, id, new { status = "cancelled" })).EnsureStatus(
            HttpStatusCode.OK
        );
        await _testServer.Server.ProcessOutboxAsync();
        await _testServer.RetryOutboxAsync();
        Assert.That(
            (intent.Refunds.Count, intent.RefundedAmount, await _testServer.TestEvent.GetTakenSeatsAsync(ticket)),
            Is.EqualTo((1, intent.Amount, 0))
        );
        Assert.That(await _testServer.GetRefundAsync(id), Is.EqualTo("OrderCancelled Succeeded"));
    }

    [TestCase("succeeded", "Succeeded")]
    [TestCase("pending", "Sent")]
    public async Task Refund_made_in_the_dashboard_is_recorded_and_not_repeated(string dashboardStatus, string state)
    {
        var (id, intent) = await CreateCompletedOrderAsync(await _testServer.CreateTicketAsync(5));
        _testServer.Stripe.Payments.NewRefundStatus = dashboardStatus;
        _testServer.Stripe.Payments.Refund(intent.Account, new Dictionary<string, string> { ["payment_intent"] = intent.Id });
        _testServer.Stripe.Payments.NewRefundStatus = "succeeded";
        (await TicketedEvent.UpdateOrderAsync(_testServer.TestEvent.Owner, id, new { status = "cancelled" })).EnsureStatus(
            HttpStatusCode.OK
        );
        await _testServer.Server.ProcessOutboxAsync();
        Assert.That(
            (await _testServer.GetRefundsAsync(id), intent.Refunds.Count),
            Is.EqualTo(($"AtProvider Provider {state} 12.50", 1)),
            "the refund that the cancellation had started is not needed"
        );
        if (dashboardStatus == "pending")
            _testServer.Stripe.Payments.FinishRefund(intent, "succeeded");
        await _testServer.ReconcileAsync();
        Assert.That(await _testServer.GetRefundsAsync(id), Is.EqualTo("AtProvider Provider Succeeded 12.50"));
    }

    [Test]
    public async Task Permanently_rejected_refund_is_marked_failed()
    {
        var (id, intent) = await CreateCompletedOrderAsync(await _testServer.CreateTicketAsync(5));
        _testServer.Stripe.Payments.OpenDispute(intent, DateTimeOffset.UtcNow.AddDays(7));
        intent.HidesDispute = true; // Stripe refuses the refund before this server can know why.
        (await TicketedEvent.UpdateOrderAsync(_testServer.TestEvent.Owner, id, new { status = "cancelled" })).EnsureStatus(
            HttpStatusCode.OK
        );
        await _testServer.Server.ProcessOutboxAsync();
        await _testServer.ReconcileAsync();
        Assert.That((await _testServer.GetRefundAsync(id), intent.RefundedAmount), Is.EqualTo(("OrderCancelled Failed", 0L)));
        Assert.That(
            await _testServer.Server.SqlAsync<string>(
                $"SELECT failure FROM refunds r JOIN payments p ON p.id = r.payment_id WHERE p.order_id = {id}"
            ),
            Is.EqualTo("charge_disputed")
        );
    }

    [Test]
    public async Task Refund_is_retried_after_the_outbox_gives_up()
    {
        await using var testServer = await PaymentTestServer.OpenAsync("--Outbox:Attempts=2");
        var buyer = await testServer.Server.RegisterUserAsync();
        var (id, identifier, intent) = await testServer.CreatePaidOrderAsync(
            buyer,
            await testServer.TestEvent.CreateTicketAsync(5, type: "paid", price: 12.5m)
        );
        (await PaymentTestServer.VerifyAsync(buyer, identifier)).EnsureStatus(HttpStatusCode.OK);
        (await TicketedEvent.UpdateOrderAsync(testServer.TestEvent.Owner, id, new { status = "cancelled" })).EnsureStatus(
            HttpStatusCode.OK
        );
        for (var i = 0; i < 2; i++)
            testServer.Stripe.FailNext("POST /v1/refunds", StripeFault.ErrorBefore);
        await testServer.Server.ProcessOutboxAsync();
        await testServer.RetryOutboxAsync();
        const string State = "SELECT r.state || ' ' || (SELECT state FROM outbox WHERE kind = 'refund') FROM refunds r";
        Assert.That((await testServer.Server.SqlAsync<string>(State), intent.RefundedAmount), Is.EqualTo(("Pending GivenUp", 0L)));
        await testServer.ReconcileAsync();
        Assert.That(
            (await testServer.Server.SqlAsync<string>("SELECT state FROM refunds"), intent.RefundedAmount, intent.Refunds.Count),
            Is.EqualTo(("Succeeded", intent.Amount, 1))
        );
    }

    [Test]
    public async Task Deleting_a_paid_order_refunds_it_and_keeps_the_payment_record()
    {
        var (id, intent) = await CreateCompletedOrderAsync(await _testServer.CreateTicketAsync(5));
        (
            await _testServer.Server.Admin.DeleteAsync(
                $"/v1/orders/{id}",
                JsonApiDocument.Of("order", id, new { cancel_note = "A mistake" }),
                ("Content-Type", ApiClient.JsonApi)
            )
        ).EnsureStatus(HttpStatusCode.OK);
        await _testServer.Server.ProcessOutboxAsync();
        Assert.That(intent.RefundedAmount, Is.EqualTo(intent.Amount));
        Assert.That(
            await _testServer.Server.SqlAsync<string>(
                $"""
                SELECT r.reason || ' ' || r.state || ' ' || p.state || ' ' || coalesce(p.order_id, 0) FROM refunds r
                JOIN payments p ON p.id = r.payment_id WHERE p.external_id = '{intent.Id}'
                """
            ),
            Is.EqualTo("OrderDeleted Succeeded Refunded 0")
        );
    }

    [Test]
    public async Task Buyer_cannot_cancel_a_paid_order()
    {
        var (id, intent) = await CreateCompletedOrderAsync(await _testServer.CreateTicketAsync(5));
        Assert.That(
            (await TicketedEvent.UpdateOrderAsync(_buyer, id, new { status = "cancelled" })).Status,
            Is.EqualTo(HttpStatusCode.Forbidden)
        );
        await _testServer.Server.ProcessOutboxAsync();
        Assert.That(intent.RefundedAmount, Is.Zero);
    }

    [TestCase("succeeded", "Succeeded")]
    [TestCase("failed", "Failed")]
    public async Task Pending_refund_is_followed_until_it_ends(string end, string state)
    {
        var (id, intent) = await CreateCompletedOrderAsync(await _testServer.CreateTicketAsync(5));
        _testServer.Stripe.Payments.NewRefundStatus = "pending";
        (await TicketedEvent.UpdateOrderAsync(_testServer.TestEvent.Owner, id, new { status = "cancelled" })).EnsureStatus(
            HttpStatusCode.OK
        );
        await _testServer.Server.ProcessOutboxAsync();
        _testServer.Stripe.Payments.NewRefundStatus = "succeeded";
        Assert.That(await _testServer.GetRefundAsync(id), Is.EqualTo("OrderCancelled Sent"));

        _testServer.Stripe.Payments.FinishRefund(intent, end);
        if (end == "failed")
            await _testServer.DeliverWebhooksAsync(webhook => webhook.Type == "refund.failed");
        else
            await _testServer.ReconcileAsync(); // The webhook was lost.
        Assert.That(await _testServer.GetRefundAsync(id), Is.EqualTo($"OrderCancelled {state}"));
        Assert.That(intent.Refunds, Has.Count.EqualTo(1), "a failed refund is not repeated automatically");
    }

    [TestCase("bank")]
    [TestCase("cheque")]
    [TestCase("onsite")]
    [TestCase("invoice")]
    public async Task Manual_payment_is_recorded_and_refunded_manually(string mode)
    {
        var order = (await TicketedEvent.OrderTicketsAsync(_buyer, await _testServer.CreateTicketAsync(5), 1)).EnsureStatus(
            HttpStatusCode.OK
        );
        (await TicketedEvent.UpdateOrderAsync(_buyer, order.Id(), new { payment_mode = mode, status = "pending" })).EnsureStatus(
            HttpStatusCode.OK
        );
        Assert.That(await _testServer.TestEvent.GetStatusAsync(order.Id()), Is.EqualTo("placed"));
        (await TicketedEvent.UpdateOrderAsync(_testServer.TestEvent.Owner, order.Id(), new { status = "completed" })).EnsureStatus(
            HttpStatusCode.OK
        );
        (await TicketedEvent.UpdateOrderAsync(_testServer.TestEvent.Owner, order.Id(), new { status = "cancelled" })).EnsureStatus(
            HttpStatusCode.OK
        );
        Assert.That(await _testServer.GetRefundAsync(order.Id()), Is.EqualTo("OrderCancelled ByHand"));
    }

    [Test]
    public async Task Database_rejects_a_second_active_payment_and_an_excessive_refund()
    {
        var (_, intent) = await CreateCompletedOrderAsync(await _testServer.CreateTicketAsync(5));
        var payment = await _testServer.Server.SqlAsync<long>($"SELECT id FROM payments WHERE external_id = '{intent.Id}'");
        Assert.That(
            GetViolatedConstraint(
                $"""
                INSERT INTO payments (order_id, order_identifier, event_id, provider, account, reference, amount, currency,
                state, taken, refunded, checks, key_version, disputed_amount, created_at)
                SELECT order_id, order_identifier, event_id, provider, account, 'again', amount, currency, 'Open', 0, 0, 0, 0, 0, now()
                FROM payments WHERE id = {payment}
                """
            ),
            Is.EqualTo("ux_payments_live")
        );
        Assert.That(
            GetViolatedConstraint($"UPDATE payments SET refunded = taken + 0.01 WHERE id = {payment}"),
            Is.EqualTo("ck_payments_refunded")
        );

        string? GetViolatedConstraint(string sql) =>
            Assert.CatchAsync<PostgresException>(() => _testServer.Server.SqlAsync(sql))!.ConstraintName;
    }

    private async Task<(string Id, Intent Intent)> CreateCompletedOrderAsync(long ticket)
    {
        var (id, identifier, intent) = await _testServer.CreatePaidOrderAsync(_buyer, ticket);
        (await PaymentTestServer.VerifyAsync(_buyer, identifier)).EnsureStatus(HttpStatusCode.OK);
        Assert.That(await _testServer.TestEvent.GetStatusAsync(id), Is.EqualTo("completed"));
        return (id, intent);
    }
}
