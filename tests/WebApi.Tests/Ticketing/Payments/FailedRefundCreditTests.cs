using NUnit.Framework;
using OpenEvent.StripeStub;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Ticketing;

/// <summary>The credit for a refund that fails after an event invoice has counted the order: docs/reference/event-invoices.md.</summary>
[TestFixture]
public sealed class FailedRefundCreditTests
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

    [TestCase(true)]
    [TestCase(false)]
    public async Task Credit_is_taken_back_when_the_refund_fails(bool isCreditInvoiced)
    {
        var (id, intent, invoice) = await CreateInvoicedOrderAsync();
        RefundInDashboard(intent, 300);
        await _testServer.ReconcileAsync();
        Assert.That(await GetCreditsAsync(invoice), Is.EqualTo("3.00"));
        if (isCreditInvoiced)
            await _testServer.Server.SqlAsync($"UPDATE invoice_credits SET credited_by_id = {invoice} WHERE invoice_id = {invoice}");

        _testServer.Stripe.Payments.FinishRefund(intent, "failed", "lost_or_stolen_card");
        await _testServer.ReconcileAsync();
        Assert.That(await GetCreditsAsync(invoice), Is.EqualTo("3.00, -3.00"));
        await _testServer.ReconcileAsync();
        Assert.That(await GetCreditsAsync(invoice), Is.EqualTo("3.00, -3.00"), "once");

        RefundInDashboard(intent, 1250);
        await _testServer.ReconcileAsync();
        Assert.That(await GetCreditsAsync(invoice), Is.EqualTo("3.00, -3.00, 12.50"), "a later refund is credited again");
        Assert.That(await _testServer.TestEvent.GetStatusAsync(id), Is.EqualTo("completed"));
    }

    [Test]
    public async Task Credit_of_a_cancelled_order_stays_when_its_refund_fails()
    {
        var (id, intent, invoice) = await CreateInvoicedOrderAsync();
        (await TicketedEvent.UpdateOrderAsync(_testServer.TestEvent.Owner, id, new { status = "cancelled" })).EnsureStatus(
            System.Net.HttpStatusCode.OK
        );
        await _testServer.Server.ProcessOutboxAsync();
        _testServer.Stripe.Payments.FinishRefund(intent, "failed", "lost_or_stolen_card");
        await _testServer.ReconcileAsync();
        Assert.That(await GetCreditsAsync(invoice), Is.EqualTo("12.50"), "the organizer still owes the money");
    }

    [Test]
    public async Task Credit_that_an_earlier_version_kept_stays_when_the_failed_refund_is_resolved()
    {
        var (id, intent, invoice) = await CreateInvoicedOrderAsync();
        RefundInDashboard(intent, 300);
        await _testServer.ReconcileAsync();
        _testServer.Stripe.Payments.FinishRefund(intent, "failed", "lost_or_stolen_card");
        await _testServer.ReconcileAsync();
        await _testServer.Server.SqlAsync($"DELETE FROM invoice_credits WHERE invoice_id = {invoice} AND revenue < 0");
        var refund = await _testServer.Server.SqlIdAsync(
            $"SELECT r.id FROM refunds r JOIN payments p ON p.id = r.payment_id WHERE p.order_id = {id}"
        );
        (
            await _testServer.TestEvent.Owner.PatchAsync(
                $"/v1/refunds/{refund}",
                JsonApiDocument.Of("refund", refund, new { is_resolved = true })
            )
        ).EnsureStatus(System.Net.HttpStatusCode.OK);
        Assert.That(
            await _testServer.Server.SqlAsync<decimal>($"SELECT sum(revenue) FROM invoice_credits WHERE invoice_id = {invoice}"),
            Is.EqualTo(3m),
            "3.00 went back to the buyer by hand"
        );
    }

    private async Task<(string Id, Intent Intent, string Invoice)> CreateInvoicedOrderAsync()
    {
        var (id, identifier, intent) = await _testServer.CreatePaidOrderAsync(_buyer, await _testServer.CreateTicketAsync());
        (await PaymentTestServer.VerifyAsync(_buyer, identifier)).EnsureStatus(System.Net.HttpStatusCode.OK);
        var invoice = await _testServer.Server.SqlIdAsync(
            $"""
            INSERT INTO event_invoices (identifier, status, amount, currency, revenue, fee_rate, discount, discount_value, credit, period,
            event_id, issued_at, due_at, created_at)
            VALUES ('F{id}', 'due', 1, 'EUR', 12.5, 5, 0, 0, 0, date '2020-01-01' + {id}, {_testServer.TestEvent.EventId}, now(), now(),
            now())
            RETURNING id
            """
        );
        await _testServer.Server.SqlAsync($"UPDATE orders SET event_invoice_id = {invoice}, invoiced_revenue = amount WHERE id = {id}");
        return (id, intent, invoice);
    }

    private void RefundInDashboard(Intent intent, long amount)
    {
        var form = new Dictionary<string, string> { ["payment_intent"] = intent.Id, ["amount"] = $"{amount}" };
        Assert.That(_testServer.Stripe.Payments.Refund(intent.Account, form).Status, Is.EqualTo(200));
    }

    private Task<string> GetCreditsAsync(string invoice) =>
        _testServer.Server.SqlAsync<string>(
            $"SELECT coalesce(string_agg(round(revenue, 2)::text, ', ' ORDER BY id), '') FROM invoice_credits WHERE invoice_id = {invoice}"
        );
}
