using System.Net;
using NUnit.Framework;
using OpenEvent.StripeStub;
using OpenEvent.Testing;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Ticketing;

/// <summary>Failures of the payment provider, minor units of currencies, and providers that are not configured.</summary>
[TestFixture]
public sealed class PaymentProviderFailureTests
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

    [TestCase(StripeFault.ErrorBefore)]
    [TestCase(StripeFault.ErrorAfter)]
    [TestCase(StripeFault.HangBefore)]
    [TestCase(StripeFault.HangAfter)]
    public async Task Failed_charge_is_503_and_a_retry_creates_no_second_intent(StripeFault fault)
    {
        var (id, identifier) = await PaymentTestServer.OrderAsync(_buyer, await _testServer.CreateTicketAsync());
        _testServer.Stripe.FailNext("POST /v1/payment_intents", fault);
        var failed = await PaymentTestServer.ChargeAsync(_buyer, identifier, ("Idempotency-Key", $"{fault} {id}"));
        Assert.That((failed.Status, failed.Headers.RetryAfter is not null), Is.EqualTo((HttpStatusCode.ServiceUnavailable, true)));
        (await PaymentTestServer.ChargeAsync(_buyer, identifier, ("Idempotency-Key", $"{fault} {id}"))).EnsureStatus(HttpStatusCode.OK);
        Assert.That(_testServer.Stripe.Payments.Intents.Count(i => i.Metadata["order"] == identifier), Is.EqualTo(1));
    }

    [Test]
    public async Task No_transaction_is_open_during_a_Stripe_call()
    {
        // A transaction of the charge would be open at every check. Transactions of background jobs and autovacuum end in between.
        for (var checks = 0; checks == 0; )
        {
            var wasNoneOpen = false;
            var (_, identifier) = await PaymentTestServer.OrderAsync(_buyer, await _testServer.CreateTicketAsync());
            var calls = _testServer.Stripe.Calls;
            _testServer.Stripe.FailNext("POST /v1/payment_intents", StripeFault.HangAfter);
            var charge = PaymentTestServer.ChargeAsync(_buyer, identifier, ("Idempotency-Key", $"waiting {identifier}"));
            await Eventually.IsTrueAsync("the provider is called", () => _testServer.Stripe.Calls > calls);
            while (!wasNoneOpen && await CountOpenTransactionsAsync() is var open && !charge.IsCompleted)
            {
                checks++;
                wasNoneOpen = open == 0;
            }

            Assert.That((await charge).Status, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
            Assert.That(wasNoneOpen || checks == 0, "a transaction was open all the time");
        }

        // The query detects an open transaction.
        await using var connection = new Npgsql.NpgsqlConnection(_testServer.Server.ConnectionString);
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var command = new Npgsql.NpgsqlCommand("SELECT 1", connection, transaction);
        await command.ExecuteScalarAsync();
        Assert.That(await CountOpenTransactionsAsync(), Is.Positive);

        Task<long> CountOpenTransactionsAsync() =>
            _testServer.Server.SqlAsync<long>(
                """
                SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
                AND xact_start IS NOT NULL
                """
            );
    }

    [TestCase("JPY", "1200", 1200)]
    [TestCase("KRW", "50000", 50000)]
    [TestCase("EUR", "12.34", 1234)]
    [TestCase("KWD", "12.34", 12340)]
    [TestCase("ISK", "500", 50000)]
    public async Task Amounts_are_sent_in_minor_units(string currency, string price, long units)
    {
        var testEvent = await _testServer.CreateAnotherEventAsync(currency);
        var (id, identifier) = await PaymentTestServer.OrderAsync(
            _buyer,
            await testEvent.CreateTicketAsync(
                5,
                type: "paid",
                price: decimal.Parse(price, System.Globalization.CultureInfo.InvariantCulture)
            )
        );
        var charged = (await PaymentTestServer.ChargeAsync(_buyer, identifier)).EnsureStatus(HttpStatusCode.OK);
        Assert.That(
            (_testServer.GetIntent(charged).Amount, _testServer.GetIntent(charged).Currency),
            Is.EqualTo((units, currency.ToLowerInvariant()))
        );
        _testServer.Pay(charged);
        await PaymentTestServer.VerifyAsync(_buyer, identifier);
        Assert.That(await testEvent.GetStatusAsync(id), Is.EqualTo("completed"));
    }

    [Test]
    public async Task Permanent_Stripe_error_is_returned_to_the_buyer()
    {
        var (_, identifier) = await PaymentTestServer.OrderAsync(
            _buyer,
            await _testServer.TestEvent.CreateTicketAsync(5, type: "paid", price: 0.1m)
        );
        var rejected = await PaymentTestServer.ChargeAsync(_buyer, identifier);
        Assert.That(
            (rejected.Status, rejected.Detail),
            Is.EqualTo(
                (HttpStatusCode.UnprocessableEntity, "Stripe rejected the request: Amount must be at least 50 of the smallest unit.")
            )
        );
    }

    [Test]
    public async Task Other_providers_answer_not_configured_to_the_buyer_only()
    {
        var (_, order) = await PaymentTestServer.OrderAsync(_buyer, await _testServer.CreateTicketAsync());
        var stranger = await _testServer.Server.RegisterUserAsync();
        foreach (
            var (method, url) in new[]
            {
                ("POST", $"/v1/orders/{order}/create-paypal-payment"),
                ("POST", $"/v1/orders/{order}/verify-mobile-paypal-payment"),
                ("GET", $"/v1/alipay/create_source/{order}"),
                ("POST", $"/v1/alipay/create_source/{order}"),
                ("GET", $"/v1/alipay/alipay_return_uri/{order}"),
                ("POST", $"/v1/orders/{order}/omise-checkout"),
                ("POST", $"/v1/orders/{order}/paytm/initiate-transaction"),
                ("GET", $"/v1/orders/{order}/paytm/transaction-status"),
                ("GET", $"/v1/orders/{order}/paytm/fetch-payment-options/1"),
                ("POST", $"/v1/orders/{order}/paytm/send_otp/1"),
                ("POST", $"/v1/orders/{order}/paytm/validate_otp/1"),
                ("GET", $"/v1/orders/{order}/paytm/process_transaction/1"),
            }
        )
        {
            Assert.That(
                (await _testServer.Server.Anonymous.SendAsync(new HttpMethod(method), url, null)).Status,
                Is.EqualTo(HttpStatusCode.Unauthorized),
                url
            );
            Assert.That((await stranger.SendAsync(new HttpMethod(method), url, null)).Status, Is.EqualTo(HttpStatusCode.Forbidden), url);
            var answer = await _buyer.SendAsync(new HttpMethod(method), url, null);
            Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.Conflict), url);
            Assert.That(answer.Detail, Does.Contain("not configured"));
        }
    }

    [Test]
    public async Task PayPal_needs_both_ids_and_is_not_configured()
    {
        var (id, _) = await PaymentTestServer.OrderAsync(_buyer, await _testServer.CreateTicketAsync());
        await _testServer.Server.SqlAsync($"UPDATE orders SET payment_mode = 'paypal' WHERE id = {id}");
        var missing = await PaymentTestServer.ChargeAsync(_buyer, id);
        Assert.That(
            (missing.Status, missing.Pointer),
            Is.EqualTo((HttpStatusCode.UnprocessableEntity, "/data/attributes/paypal-payer-id"))
        );
        var withBothIds = await _buyer.PostAsync(
            $"/v1/orders/{id}/charge",
            new { data = new { type = "charge", attributes = new { paypal_payer_id = "A", paypal_payment_id = "B" } } }
        );
        Assert.That(
            (withBothIds.Status, withBothIds.Detail),
            Is.EqualTo((HttpStatusCode.Conflict, "This server is not configured for payments by paypal."))
        );
    }

    [Test]
    public async Task Event_without_Stripe_account_takes_no_Stripe_orders()
    {
        var testEvent = await TicketedEvent.CreateAsync(_testServer.Server, "No account");
        (
            await testEvent.Owner.PatchAsync(
                $"/v1/events/{testEvent.EventId}",
                JsonApiDocument.Of("event", testEvent.EventId, new { can_pay_by_stripe = true, is_ticket_form_enabled = false })
            )
        ).EnsureStatus(HttpStatusCode.OK);
        var order = (
            await TicketedEvent.OrderTicketsAsync(_buyer, await testEvent.CreateTicketAsync(5, type: "paid", price: 5), 1)
        ).EnsureStatus(HttpStatusCode.OK);
        var rejected = await TicketedEvent.UpdateOrderAsync(_buyer, order.Id(), new { payment_mode = "stripe", status = "pending" });
        Assert.That((rejected.Status, rejected.Pointer), Is.EqualTo((HttpStatusCode.UnprocessableEntity, "/data/attributes/payment-mode")));
        Assert.That((await PaymentTestServer.ChargeAsync(_buyer, order.Id())).Status, Is.EqualTo(HttpStatusCode.Conflict));
    }
}
