using System.Net;
using NUnit.Framework;
using OpenEvent.StripeStub;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Ticketing;

/// <summary>
/// What happens to a payment at the provider later is recorded, counted and told: refunds in the dashboard, refunds that fail, disputes
/// (docs/reference/payments.md#refunds-and-disputes-at-the-provider).
/// </summary>
[TestFixture]
public sealed class ReversalTests
{
    private PaymentTestServer _testServer = null!;
    private ApiClient _buyer = null!;
    private ApiClient _owner = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _testServer = await PaymentTestServer.OpenAsync();
        _buyer = await _testServer.Server.RegisterUserAsync();
    }

    [SetUp]
    public async Task OpenEventAsync()
    {
        // Alerts and statistics of each test are those of its own event and owner.
        _event = await _testServer.CreateAnotherEventAsync("EUR");
        _owner = _event.Owner;
    }

    private TicketedEvent _event = null!;

    [OneTimeTearDown]
    public ValueTask StopAsync() => _testServer.DisposeAsync();

    [TestCase(true)]
    [TestCase(false)]
    public async Task Partial_refund_in_the_dashboard_is_recorded_and_a_cancellation_refunds_the_rest(bool isTold)
    {
        var (id, intent) = await CreateCompletedOrderAsync();
        RefundInDashboard(intent, 500);
        if (isTold)
        {
            await _testServer.DeliverWebhooksAsync(webhook => webhook.Type == "charge.refunded" && IsAbout(webhook.Body, intent));
            Assert.That(await _testServer.GetRefundsAsync(id), Is.EqualTo("AtProvider Provider Succeeded 5.00"));
            Assert.That(await _event.GetStatusAsync(id), Is.EqualTo("completed"));
            Assert.That(await _testServer.GetAlertsAsync(_owner), Is.EqualTo("A payment was refunded at the provider"));
        }

        await CancelAsync(id);
        Assert.That(intent.Refunds.Select(r => r.Amount), Is.EqualTo<long[]>([500L, 750L]));
        var refunds = (await _testServer.GetRefundsAsync(id)).Split(", ");
        Assert.That(refunds, Is.EquivalentTo<string>(["AtProvider Provider Succeeded 5.00", "OrderCancelled User Succeeded 7.50"]));
        Assert.That(await _testServer.Server.SqlAsync<decimal>($"SELECT refunded FROM payments WHERE order_id = {id}"), Is.EqualTo(12.5m));
    }

    [Test]
    public async Task Refund_in_the_dashboard_counts_in_statistics_and_on_the_order()
    {
        var (id, intent) = await CreateCompletedOrderAsync();
        RefundInDashboard(intent, 500);
        await _testServer.DeliverWebhooksAsync(webhook => webhook.Type == "refund.created" && IsAbout(webhook.Body, intent));
        Assert.That((await _owner.GetAsync($"/v1/orders/{id}")).Attribute("amount-refunded").GetDecimal(), Is.EqualTo(5m));
        var ticket = await _testServer.Server.SqlAsync<long>($"SELECT ticket_id FROM order_tickets WHERE order_id = {id}");
        foreach (var url in new[] { $"/v1/events/{_event.EventId}/order-statistics", $"/v1/tickets/{ticket}/order-statistics" })
            Assert.That((await _owner.GetAsync(url)).Attribute("sales").GetProperty("completed").GetDecimal(), Is.EqualTo(7.5m), url);
    }

    [Test]
    public async Task Lost_webhook_about_a_refund_in_the_dashboard_is_made_up_for_by_the_reconciliation()
    {
        var (id, intent) = await CreateCompletedOrderAsync();
        RefundInDashboard(intent, 1250);
        await _testServer.ReconcileAsync();
        Assert.That(await _testServer.GetRefundsAsync(id), Is.EqualTo("AtProvider Provider Succeeded 12.50"));
    }

    [TestCase("lost_or_stolen_card")]
    [TestCase(null)]
    public async Task Refund_that_succeeds_and_fails_later_is_failed_and_can_be_tried_again(string? failure)
    {
        var (id, intent) = await CreateCompletedOrderAsync();
        await CancelAsync(id);
        Assert.That(await _testServer.GetRefundsAsync(id), Is.EqualTo("OrderCancelled User Succeeded 12.50"));

        _testServer.Stripe.Payments.FinishRefund(intent, "failed", failure);
        var webhook = _testServer.Stripe.Webhooks.Unsent.Last(w => w.Type == "refund.failed" && IsAbout(w.Body, intent));
        for (var i = 0; i < 2; i++)
            await _testServer.DeliverWebhooksAsync(w => w == webhook);
        Assert.That(await _testServer.GetRefundsAsync(id), Is.EqualTo("OrderCancelled User Failed 12.50"));
        Assert.That(await _testServer.GetAlertsAsync(_owner), Is.EqualTo("A refund failed"), "once");
        Assert.That(
            await _testServer.Server.SqlAsync<long>(
                $"""
                SELECT count(*) FROM notifications n JOIN users u ON u.id = n.user_id
                WHERE u.email = '{OpenEventServer.AdminEmail}' AND n.content::json ->> 'event_id' = '{_event.EventId}'
                """
            ),
            Is.EqualTo(1),
            "staff, too"
        );
        Assert.That(await _testServer.GetEmailsAsync(_owner, "payment_alert"), Does.Contain("EUR 12.50"));
        Assert.That(
            await _testServer.Server.SqlAsync<decimal>($"SELECT refunded FROM payments WHERE order_id = {id}"),
            Is.Zero,
            "the buyer has nothing"
        );

        var again = (await RequestRefundAsync(_owner, id)).EnsureStatus(HttpStatusCode.Created);
        Assert.That(again.Attribute("state").GetString(), Is.EqualTo("pending"));
        await _testServer.Server.ProcessOutboxAsync();
        Assert.That(
            await _testServer.GetRefundsAsync(id),
            Is.EqualTo("OrderCancelled User Failed 12.50, OrderCancelled User Succeeded 12.50")
        );
        Assert.That(intent.RefundedAmount, Is.EqualTo(intent.Amount));
        Assert.That((await RequestRefundAsync(_owner, id)).Status, Is.EqualTo(HttpStatusCode.Conflict), "nothing is left");
    }

    [Test]
    public async Task Failed_refund_that_was_paid_back_by_hand_is_resolved()
    {
        var (id, intent) = await CreateCompletedOrderAsync();
        await CancelAsync(id);
        _testServer.Stripe.Payments.FinishRefund(intent, "failed", "lost_or_stolen_card");
        await _testServer.ReconcileAsync();
        var refund = await _testServer.Server.SqlIdAsync(
            $"SELECT r.id FROM refunds r JOIN payments p ON p.id = r.payment_id WHERE p.order_id = {id}"
        );
        (await _owner.PatchAsync($"/v1/refunds/{refund}", JsonApiDocument.Of("refund", refund, new { is_resolved = true }))).EnsureStatus(
            HttpStatusCode.OK
        );
        await _testServer.ReconcileAsync();
        Assert.That(await _testServer.GetRefundsAsync(id), Is.EqualTo("OrderCancelled User ByHand 12.50"));
        Assert.That((await RequestRefundAsync(_owner, id)).Status, Is.EqualTo(HttpStatusCode.Conflict), "nothing is left");
    }

    [Test]
    public async Task Valid_order_is_refunded_by_its_cancellation_only()
    {
        var (id, intent) = await CreateCompletedOrderAsync();
        Assert.That((await RequestRefundAsync(_owner, id)).Status, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That((await RequestRefundAsync(_buyer, id)).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        await _testServer.Server.ProcessOutboxAsync();
        Assert.That(intent.RefundedAmount, Is.Zero);
    }

    [TestCase("won")]
    [TestCase("lost")]
    public async Task Cancelled_order_with_a_disputed_payment_is_refunded_when_the_dispute_is_won(string outcome)
    {
        var (id, intent) = await CreateCompletedOrderAsync();
        var due = DateTimeOffset.UtcNow.AddDays(7);
        _testServer.Stripe.Payments.OpenDispute(intent, due);
        await _testServer.DeliverWebhooksAsync(webhook => webhook.Type == "charge.dispute.created" && IsAbout(webhook.Body, intent));
        var payment = (await _owner.GetAsync($"/v1/orders/{id}/payments"))
            .EnsureStatus(HttpStatusCode.OK)
            .Data[0]
            .GetProperty("attributes");
        Assert.That(
            (
                payment.GetProperty("dispute-state").GetString(),
                payment.GetProperty("dispute-due-at").GetDateTimeOffset().ToUnixTimeSeconds()
            ),
            Is.EqualTo(("open", due.ToUnixTimeSeconds()))
        );

        await CancelAsync(id);
        Assert.That(await _testServer.GetRefundsAsync(id), Is.EqualTo("OrderCancelled User Failed 12.50"));
        Assert.That(await _testServer.GetAlertsAsync(_owner), Is.EqualTo("A payment is disputed, A refund was not possible"));
        Assert.That(await _testServer.GetEmailsAsync(_buyer, "ticket_cancelled"), Does.Contain("your bank decides"));
        var rejected = (await RequestRefundAsync(_owner, id)).EnsureStatus(HttpStatusCode.Conflict);
        Assert.That(rejected.Detail, Does.Contain("disputed"));

        _testServer.Stripe.Payments.CloseDispute(intent, outcome);
        await _testServer.DeliverWebhooksAsync(webhook => webhook.Type == "charge.dispute.closed" && IsAbout(webhook.Body, intent));
        Assert.That(
            await _testServer.GetRefundsAsync(id),
            Is.EqualTo("OrderCancelled User Failed 12.50" + (outcome == "won" ? ", OrderCancelled User Succeeded 12.50" : ""))
        );
        Assert.That(intent.RefundedAmount, Is.EqualTo(outcome == "won" ? intent.Amount : 0));
    }

    [Test]
    public async Task Lost_dispute_counts_as_money_that_went_back()
    {
        var (id, intent) = await CreateCompletedOrderAsync();
        _testServer.Stripe.Payments.OpenDispute(intent, DateTimeOffset.UtcNow.AddDays(7));
        _testServer.Stripe.Payments.CloseDispute(intent, "lost");
        var created = _testServer.Stripe.Webhooks.Unsent.Last(w => w.Type == "charge.dispute.created" && IsAbout(w.Body, intent));
        var closed = _testServer.Stripe.Webhooks.Unsent.Last(w => w.Type == "charge.dispute.closed" && IsAbout(w.Body, intent));
        foreach (var webhook in new[] { closed, created })
            await _testServer.DeliverWebhooksAsync(w => w == webhook);
        Assert.That((await _owner.GetAsync($"/v1/orders/{id}")).Attribute("amount-refunded").GetDecimal(), Is.EqualTo(12.5m));
        Assert.That(await _testServer.GetAlertsAsync(_owner), Is.EqualTo("A dispute was lost"), "the event of the opening came too late");
    }

    [Test]
    public async Task Refund_after_the_invoice_is_credited_and_revenue_that_went_back_is_not_invoiced()
    {
        var (id, intent) = await CreateCompletedOrderAsync();
        RefundInDashboard(intent, 250);
        await _testServer.DeliverWebhooksAsync(webhook => webhook.Type == "charge.refunded" && IsAbout(webhook.Body, intent));
        var invoice = await _testServer.Server.SqlIdAsync(
            $"""
            INSERT INTO event_invoices (identifier, status, amount, currency, revenue, fee_rate, discount, discount_value, credit, period,
            event_id, user_id, issued_at, due_at, created_at)
            VALUES ('E{id}', 'due', 1, 'EUR', 10, 5, 0, 0, 0, '2020-01-01', {_event.EventId}, {_owner.UserId}, now(), now(), now())
            RETURNING id
            """
        );
        await _testServer.Server.SqlAsync(
            $"UPDATE orders SET event_invoice_id = {invoice}, invoiced_revenue = amount - amount_refunded WHERE id = {id}"
        );
        RefundInDashboard(intent, 300);
        await _testServer.ReconcileAsync();
        await CancelAsync(id);
        Assert.That(
            await _testServer.Server.SqlAsync<string>(
                $"SELECT string_agg(round(revenue, 2)::text, ', ' ORDER BY id) FROM invoice_credits WHERE invoice_id = {invoice}"
            ),
            Is.EqualTo("3.00, 7.00"),
            "the refund of 2.50 was not invoiced"
        );
    }

    private async Task<(string Id, Intent Intent)> CreateCompletedOrderAsync()
    {
        var ticket = await _event.CreateTicketAsync(5, type: "paid", price: 12.5m);
        var (id, identifier, intent) = await _testServer.CreatePaidOrderAsync(_buyer, ticket);
        (await PaymentTestServer.VerifyAsync(_buyer, identifier)).EnsureStatus(HttpStatusCode.OK);
        Assert.That(await _event.GetStatusAsync(id), Is.EqualTo("completed"));
        return (id, intent);
    }

    private async Task CancelAsync(string id)
    {
        (await TicketedEvent.UpdateOrderAsync(_owner, id, new { status = "cancelled" })).EnsureStatus(HttpStatusCode.OK);
        await _testServer.Server.ProcessOutboxAsync();
    }

    private void RefundInDashboard(Intent intent, long amount) =>
        Assert.That(
            _testServer
                .Stripe.Payments.Refund(
                    intent.Account,
                    new Dictionary<string, string> { ["payment_intent"] = intent.Id, ["amount"] = $"{amount}" }
                )
                .Status,
            Is.EqualTo(200)
        );

    private async Task<ApiResponse> RequestRefundAsync(ApiClient client, string order)
    {
        var payment = await _testServer.Server.SqlIdAsync($"SELECT id FROM payments WHERE order_id = {order}");
        return await client.PostAsync("/v1/refunds", JsonApiDocument.Of("refund", null, new { }, ("payment", "payment", payment)));
    }

    private static bool IsAbout(string body, Intent intent) => body.Contains(intent.Id, StringComparison.Ordinal);
}
