using System.Net;
using NUnit.Framework;
using OpenEvent.StripeStub;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Ticketing;

/// <summary>
/// Accounts that no longer accept this server, old events about them, and server errors that Stripe stores for an idempotency key
/// (docs/reference/payments.md#lost-access).
/// </summary>
[TestFixture]
public sealed class PaymentAccessTests
{
    private PaymentTestServer _testServer = null!;
    private TicketedEvent _event = null!;
    private ApiClient _buyer = null!;

    private ApiClient Owner => _event.Owner;

    private string Account => $"acct_ac_{_event.EventId}";

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _testServer = await PaymentTestServer.OpenAsync();
        _buyer = await _testServer.Server.RegisterUserAsync();
    }

    [SetUp]
    public async Task OpenEventAsync() => _event = await _testServer.CreateAnotherEventAsync("EUR");

    [OneTimeTearDown]
    public ValueTask StopAsync() => _testServer.DisposeAsync();

    [Test]
    public async Task Revoked_access_offers_another_payment_mode_and_tells_the_team_once()
    {
        var order = (await TicketedEvent.OrderTicketsAsync(_buyer, await CreateTicketAsync(), 1)).EnsureStatus(HttpStatusCode.OK).Id();
        (await TicketedEvent.UpdateOrderAsync(_buyer, order, new { payment_mode = "stripe" })).EnsureStatus(HttpStatusCode.OK);
        _testServer.Stripe.RevokeAccess(Account);
        for (var i = 0; i < 2; i++)
        {
            var rejected = await PaymentTestServer.ChargeAsync(_buyer, order);
            Assert.That(rejected.Status, Is.EqualTo(HttpStatusCode.Conflict));
            Assert.That(rejected.Detail, Does.Contain("Choose another payment mode: bank"));
            await _testServer.DeliverWebhooksAsync(webhook => webhook.Body.Contains(Account, StringComparison.Ordinal));
        }

        Assert.That(await _testServer.GetAlertsAsync(Owner), Is.EqualTo("The Stripe account is disconnected"));
        Assert.That((await Owner.GetAsync($"/v1/events/{_event.EventId}")).Attribute("is-stripe-linked").GetBoolean(), Is.False);
        (await TicketedEvent.UpdateOrderAsync(_buyer, order, new { payment_mode = "bank", status = "placed" })).EnsureStatus(
            HttpStatusCode.OK
        );
    }

    [Test]
    public async Task Error_about_the_access_alone_disconnects_the_event()
    {
        var (id, _) = await PaymentTestServer.OrderAsync(_buyer, await CreateTicketAsync());
        _testServer.Stripe.RevokeAccess(Account);
        Assert.That((await PaymentTestServer.ChargeAsync(_buyer, id)).Detail, Does.Contain("order again with another payment mode: bank"));
        await _testServer.Server.ProcessOutboxAsync();
        Assert.That(await _testServer.GetAlertsAsync(Owner), Is.EqualTo("The Stripe account is disconnected"));
    }

    [Test]
    public async Task Reconciliation_finds_that_the_access_is_lost()
    {
        var (_, identifier) = await PaymentTestServer.OrderAsync(_buyer, await CreateTicketAsync());
        (await PaymentTestServer.ChargeAsync(_buyer, identifier)).EnsureStatus(HttpStatusCode.OK);
        _testServer.Stripe.RevokeAccess(Account);
        for (var i = 0; i < 2; i++)
            await _testServer.ReconcileAsync();
        Assert.That(await _testServer.GetAlertsAsync(Owner), Is.EqualTo("The Stripe account is disconnected"));
    }

    [Test]
    public async Task Refund_without_access_needs_a_person_and_succeeds_after_the_account_is_connected_again()
    {
        var (id, identifier, intent) = await _testServer.CreatePaidOrderAsync(_buyer, await CreateTicketAsync());
        (await PaymentTestServer.VerifyAsync(_buyer, identifier)).EnsureStatus(HttpStatusCode.OK);
        _testServer.Stripe.RevokeAccess(Account);
        (await TicketedEvent.UpdateOrderAsync(Owner, id, new { status = "cancelled" })).EnsureStatus(HttpStatusCode.OK);
        await _testServer.Server.ProcessOutboxAsync();
        Assert.That(await _testServer.GetRefundsAsync(id), Is.EqualTo("OrderCancelled User Failed 12.50"));
        Assert.That(
            (await _testServer.GetAlertsAsync(Owner)).Split(", "),
            Is.EquivalentTo<string>(["A refund failed", "The Stripe account is disconnected"])
        );
        await ConnectAsync();
        var payment = await _testServer.Server.SqlIdAsync($"SELECT id FROM payments WHERE order_id = {id}");
        (await Owner.PostAsync("/v1/refunds", JsonApiDocument.Of("refund", null, new { }, ("payment", "payment", payment)))).EnsureStatus(
            HttpStatusCode.Created
        );
        await _testServer.Server.ProcessOutboxAsync();
        Assert.That(intent.RefundedAmount, Is.EqualTo(intent.Amount));
    }

    [Test]
    public async Task Old_event_about_revoked_access_does_not_disconnect_an_account_that_was_connected_again()
    {
        _testServer.Stripe.RevokeAccess(Account);
        var old = _testServer.Stripe.Webhooks.Unsent[^1];
        await _testServer.DeliverWebhooksAsync(webhook => webhook == old);
        Assert.That(await IsLinkedAsync(), Is.False);
        await ConnectAsync();
        var redelivered = (old.Type, old.Body.Replace("evt_", "evt_again_", StringComparison.Ordinal));
        foreach (var body in new[] { old.Body, redelivered.Item2 })
            Assert.That(await _testServer.Stripe.Webhooks.DeliverAsync(_testServer.WebhookUrl, body), Is.EqualTo(200));
        await _testServer.Server.ProcessOutboxAsync();
        Assert.That(await IsLinkedAsync(), Is.True);
    }

    [Test]
    public async Task Charge_whose_server_error_is_stored_gets_a_new_idempotency_key()
    {
        var (id, identifier) = await PaymentTestServer.OrderAsync(_buyer, await CreateTicketAsync());
        _testServer.Stripe.FailNext("POST /v1/payment_intents", StripeFault.ErrorStored);
        Assert.That((await PaymentTestServer.ChargeAsync(_buyer, identifier)).Status, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        _testServer.Pay((await PaymentTestServer.ChargeAsync(_buyer, identifier)).EnsureStatus(HttpStatusCode.OK));
        (await PaymentTestServer.VerifyAsync(_buyer, identifier)).EnsureStatus(HttpStatusCode.OK);
        Assert.That(await _event.GetStatusAsync(id), Is.EqualTo("completed"));
        Assert.That(_testServer.Stripe.Payments.Intents.Count(i => i.Metadata["order"] == identifier), Is.EqualTo(1));
    }

    [Test]
    public async Task Refund_whose_server_error_is_stored_gets_a_new_idempotency_key()
    {
        var (id, identifier, intent) = await _testServer.CreatePaidOrderAsync(_buyer, await CreateTicketAsync());
        (await PaymentTestServer.VerifyAsync(_buyer, identifier)).EnsureStatus(HttpStatusCode.OK);
        _testServer.Stripe.FailNext("POST /v1/refunds", StripeFault.ErrorStored);
        (await TicketedEvent.UpdateOrderAsync(Owner, id, new { status = "cancelled" })).EnsureStatus(HttpStatusCode.OK);
        await _testServer.Server.ProcessOutboxAsync();
        await _testServer.RetryOutboxAsync();
        Assert.That(intent.RefundedAmount, Is.Zero, "Stripe repeats its stored error");
        await _testServer.RetryOutboxAsync();
        Assert.That((intent.RefundedAmount, intent.Refunds.Count), Is.EqualTo((intent.Amount, 1)));
    }

    private Task<long> CreateTicketAsync() => _event.CreateTicketAsync(5, type: "paid", price: 12.5m);

    private Task<ApiResponse> ConnectAsync() =>
        Owner.CreateAsync("stripe-authorization", new { stripe_auth_code = $"ac_{_event.EventId}" }, ("event", "event", _event.EventId));

    private Task<bool> IsLinkedAsync() =>
        _testServer.Server.SqlAsync<bool>($"SELECT EXISTS (SELECT FROM stripe_authorizations WHERE event_id = {_event.EventId})");
}
