using System.Net;
using NUnit.Framework;
using OpenEvent.StripeStandIn;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Ticketing;

/// <summary>A provider that fails, hangs or counts in its own way; and the providers that there are not.</summary>
[TestFixture]
public sealed class ProviderTroubleTests
{
    private Till _till = null!;
    private Client _buyer = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _till = await Till.OpenAsync();
        _buyer = await _till.Server.SomebodyAsync();
    }

    [OneTimeTearDown]
    public ValueTask StopAsync() => _till.DisposeAsync();

    [TestCase(Fault.ErrorBefore)]
    [TestCase(Fault.ErrorAfter)]
    [TestCase(Fault.HangBefore)]
    [TestCase(Fault.HangAfter)]
    public async Task A_charge_that_Stripe_fails_is_503_and_the_next_try_makes_no_second_intent(Fault fault)
    {
        var (id, identifier) = await Till.OrderAsync(_buyer, await TicketAsync());
        _till.Stripe.Next("POST /v1/payment_intents", fault);
        var failed = await Till.ChargeAsync(_buyer, identifier, ("Idempotency-Key", $"{fault} {id}"));
        Assert.That((failed.Status, failed.Headers.RetryAfter is not null), Is.EqualTo((HttpStatusCode.ServiceUnavailable, true)));
        (await Till.ChargeAsync(_buyer, identifier, ("Idempotency-Key", $"{fault} {id}"))).Must(HttpStatusCode.OK);
        Assert.That(_till.Stripe.Book.Intents.Count(i => i.Metadata["order"] == identifier), Is.EqualTo(1));
    }

    [Test]
    public async Task No_transaction_is_open_while_Stripe_lets_us_wait()
    {
        // One that is open meanwhile is open at every look; those of the server's other jobs and of the autovacuum come and go.
        for (var (looks, isClear) = (0, false); looks == 0; Assert.That(isClear || looks == 0, "a transaction was open all the time"))
        {
            var (_, identifier) = await Till.OrderAsync(_buyer, await TicketAsync());
            var calls = _till.Stripe.Calls;
            _till.Stripe.Next("POST /v1/payment_intents", Fault.HangAfter);
            var charge = Till.ChargeAsync(_buyer, identifier, ("Idempotency-Key", $"waiting {identifier}"));
            while (_till.Stripe.Calls == calls)
                await Task.Yield();
            while (!isClear && await OpenAsync() is var open && !charge.IsCompleted)
                (looks, isClear) = (looks + 1, open == 0);
            Assert.That((await charge).Status, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        }

        // The control: the question does find a transaction that is open.
        await using var connection = new Npgsql.NpgsqlConnection(_till.Server.ConnectionString);
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var command = new Npgsql.NpgsqlCommand("SELECT 1", connection, transaction);
        await command.ExecuteScalarAsync();
        Assert.That(await OpenAsync(), Is.Positive);

        Task<long> OpenAsync() =>
            _till.Server.SqlAsync<long>(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND xact_start IS NOT NULL"
            );
    }

    [TestCase("JPY", "1200", 1200)]
    [TestCase("KRW", "50000", 50000)]
    [TestCase("EUR", "12.34", 1234)]
    [TestCase("KWD", "12.34", 12340)]
    [TestCase("ISK", "500", 50000)]
    public async Task Amounts_go_to_Stripe_in_its_own_units(string currency, string price, long units)
    {
        var office = await _till.AnotherAsync(currency);
        var (id, identifier) = await Till.OrderAsync(
            _buyer,
            await office.TicketAsync(5, type: "paid", price: decimal.Parse(price, System.Globalization.CultureInfo.InvariantCulture))
        );
        var charged = (await Till.ChargeAsync(_buyer, identifier)).Must(HttpStatusCode.OK);
        Assert.That((_till.IntentOf(charged).Amount, _till.IntentOf(charged).Currency), Is.EqualTo((units, currency.ToLowerInvariant())));
        _till.Pay(charged);
        await Till.VerifyAsync(_buyer, identifier);
        Assert.That(await office.StatusAsync(id), Is.EqualTo("completed"));
    }

    [Test]
    public async Task What_Stripe_refuses_for_good_is_told_to_the_buyer()
    {
        var (_, identifier) = await Till.OrderAsync(_buyer, await _till.Office.TicketAsync(5, type: "paid", price: 0.1m));
        var refused = await Till.ChargeAsync(_buyer, identifier);
        Assert.That(
            (refused.Status, refused.Detail),
            Is.EqualTo((HttpStatusCode.UnprocessableEntity, "Stripe refuses it: Amount must be at least 50 of the smallest unit."))
        );
    }

    [Test]
    public async Task Other_providers_are_not_configured_and_say_so_to_the_buyer_only()
    {
        var (_, order) = await Till.OrderAsync(_buyer, await TicketAsync());
        var stranger = await _till.Server.SomebodyAsync();
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
                (await _till.Server.Anonymous.SendAsync(new HttpMethod(method), url, null)).Status,
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
    public async Task PayPal_wants_its_two_ids_and_is_not_configured_all_the_same()
    {
        var (id, _) = await Till.OrderAsync(_buyer, await TicketAsync());
        await _till.Server.SqlAsync($"UPDATE orders SET payment_mode = 'paypal' WHERE id = {id}");
        var missing = await Till.ChargeAsync(_buyer, id);
        Assert.That(
            (missing.Status, missing.Pointer),
            Is.EqualTo((HttpStatusCode.UnprocessableEntity, "/data/attributes/paypal-payer-id"))
        );
        var whole = await _buyer.PostAsync(
            $"/v1/orders/{id}/charge",
            new { data = new { type = "charge", attributes = new { paypal_payer_id = "A", paypal_payment_id = "B" } } }
        );
        Assert.That(
            (whole.Status, whole.Detail),
            Is.EqualTo((HttpStatusCode.Conflict, "This server is not configured for payments by paypal."))
        );
    }

    [Test]
    public async Task An_event_without_an_account_takes_no_order_by_Stripe()
    {
        var office = await BoxOffice.OpenAsync(_till.Server, "No account");
        (
            await office.Owner.PatchAsync(
                $"/v1/events/{office.EventId}",
                Document.Of("event", office.EventId, new { can_pay_by_stripe = true, is_ticket_form_enabled = false })
            )
        ).Must(HttpStatusCode.OK);
        var order = (await BoxOffice.OrderAsync(_buyer, await office.TicketAsync(5, type: "paid", price: 5), 1)).Must(HttpStatusCode.OK);
        var refused = await BoxOffice.SetAsync(_buyer, order.Id(), new { payment_mode = "stripe", status = "pending" });
        Assert.That((refused.Status, refused.Pointer), Is.EqualTo((HttpStatusCode.UnprocessableEntity, "/data/attributes/payment-mode")));
        Assert.That((await Till.ChargeAsync(_buyer, order.Id())).Status, Is.EqualTo(HttpStatusCode.Conflict));
    }

    private Task<long> TicketAsync() => _till.Office.TicketAsync(20, type: "paid", price: 12.5m);
}
