using System.Net;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Events;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Ticketing;

/// <summary>Currencies are those of ISO 4217, and no amount has a part below the minor unit.</summary>
[TestFixture]
public sealed class CurrencyAndAmountTests : ServerFixture
{
    [TestCase("EURO")]
    [TestCase("us dollars")]
    [TestCase("XXX")]
    [TestCase("")]
    [TestCase("978")]
    public async Task Names_that_are_no_currency_are_rejected(string currency)
    {
        var owner = await Server.RegisterUserAsync();
        var id = await TestEvents.CreateAsync(owner);
        var rejected = await TestEvents.TryUpdateAsync(owner, id, new { payment_currency = currency });
        Assert.That(
            (rejected.Status, rejected.Pointer),
            Is.EqualTo((HttpStatusCode.UnprocessableEntity, "/data/attributes/payment-currency"))
        );
    }

    [TestCase("eur", "EUR")]
    [TestCase("Jpy", "JPY")]
    public async Task Currencies_are_stored_in_upper_case(string sent, string stored)
    {
        var owner = await Server.RegisterUserAsync();
        var id = await TestEvents.CreateAsync(owner);
        var changed = await TestEvents.UpdateAsync(owner, id, new { payment_currency = sent });
        Assert.That(changed.Attribute("payment-currency").GetString(), Is.EqualTo(stored));
        await TestEvents.UpdateAsync(owner, id, new { payment_currency = (string?)null });
    }

    [TestCase("EUR", "0.004", HttpStatusCode.UnprocessableEntity)]
    [TestCase("EUR", "0.0000001", HttpStatusCode.UnprocessableEntity)]
    [TestCase("EUR", "4.6546", HttpStatusCode.UnprocessableEntity)]
    [TestCase("EUR", "4.65", HttpStatusCode.Created)]
    [TestCase("JPY", "0.4", HttpStatusCode.UnprocessableEntity)]
    [TestCase("JPY", "400", HttpStatusCode.Created)]
    [TestCase("KWD", "4.655", HttpStatusCode.Created)]
    public async Task Prices_have_no_part_below_the_minor_unit(string currency, string price, HttpStatusCode status)
    {
        var testEvent = await TicketedEvent.CreateAsync(Server);
        await TestEvents.UpdateAsync(testEvent.Owner, testEvent.EventId, new { payment_currency = currency });
        var amount = decimal.Parse(price, System.Globalization.CultureInfo.InvariantCulture);
        var made = await testEvent.Owner.PostAsync(
            "/v1/tickets",
            JsonApiDocument.Of(
                "ticket",
                null,
                new
                {
                    name = "Seat",
                    type = "paid",
                    price = amount,
                    quantity = 5,
                    sales_starts_at = "2020-01-01T00:00:00Z",
                    sales_ends_at = "2099-05-01T00:00:00Z",
                },
                ("event", "event", testEvent.EventId)
            )
        );
        Assert.That(made.Status, Is.EqualTo(status), made.Text);
        if (status != HttpStatusCode.Created)
            Assert.That(made.Pointer, Is.EqualTo("/data/attributes/price"));
    }

    [Test]
    public async Task Discounts_and_agreed_amounts_have_no_part_below_the_minor_unit()
    {
        var testEvent = await TicketedEvent.CreateAsync(Server);
        var ticket = await testEvent.CreateTicketAsync(10, type: "paid", price: 40);
        var code = (await testEvent.CreateDiscountCodeAsync("TEN", 5, 10, "amount", ticket)).Id();
        var value = await testEvent.Owner.PatchAsync(
            $"/v1/discount-codes/{code}",
            JsonApiDocument.Of("discount-code", code, new { value = 9.999m })
        );
        Assert.That((value.Status, value.Pointer), Is.EqualTo((HttpStatusCode.UnprocessableEntity, "/data/attributes/value")));
        foreach (var url in new[] { "/v1/orders/create-order", "/v1/orders/calculate-amount" })
        {
            object Order(decimal amount) => new { tickets = new[] { new { id = ticket, quantity = 1 } }, amount };
            var rejected = await testEvent.Owner.PostAsync(url, Order(9.999m));
            Assert.That((rejected.Status, rejected.Pointer), Is.EqualTo((HttpStatusCode.UnprocessableEntity, "/amount")), url);
            (await testEvent.Owner.PostAsync(url, Order(9.99m))).EnsureStatus(HttpStatusCode.OK);
        }
    }

    [Test]
    public async Task The_currency_of_an_event_with_live_orders_does_not_change()
    {
        var testEvent = await TicketedEvent.CreateAsync(Server);
        var buyer = await Server.RegisterUserAsync();
        var order = (await TicketedEvent.OrderTicketsAsync(buyer, await testEvent.CreateTicketAsync(10, type: "paid", price: 40), 1)).Id();
        Task<ApiResponse> ChangeAsync() => TestEvents.TryUpdateAsync(testEvent.Owner, testEvent.EventId, new { payment_currency = "USD" });
        var rejected = await ChangeAsync();
        Assert.That((rejected.Status, rejected.Pointer), Is.EqualTo((HttpStatusCode.Conflict, "/data/attributes/payment-currency")));
        await TestEvents.UpdateAsync(testEvent.Owner, testEvent.EventId, new { payment_currency = "eur", name = "Same currency" });
        (await TicketedEvent.UpdateOrderAsync(buyer, order, new { status = "cancelled" })).EnsureStatus(HttpStatusCode.OK);
        (await ChangeAsync()).EnsureStatus(HttpStatusCode.OK);
    }

    [Test]
    public async Task The_currency_does_not_change_to_one_in_which_a_price_or_a_code_is_impossible()
    {
        var testEvent = await TicketedEvent.CreateAsync(Server);
        var ticket = await testEvent.CreateTicketAsync(10, "Half", type: "paid", price: 10.50m);
        await testEvent.CreateDiscountCodeAsync("CENT", 5, 0.50m, "amount", ticket);
        var rejected = await TestEvents.TryUpdateAsync(testEvent.Owner, testEvent.EventId, new { payment_currency = "JPY" });
        Assert.That(
            (rejected.Status, rejected.Json.GetProperty("errors").GetArrayLength()),
            Is.EqualTo((HttpStatusCode.UnprocessableEntity, 2)),
            rejected.Text
        );
        Assert.That(rejected.Text, Does.Contain("Half").And.Contain("CENT").And.Contain("/data/attributes/payment-currency"));
    }

    [TestCase("KWD", false)]
    [TestCase("MGA", false)]
    [TestCase("JPY", true)]
    [TestCase("ISK", true)]
    [TestCase("EUR", true)]
    public async Task A_currency_is_rejected_if_Stripe_cannot_charge_each_amount(string currency, bool isTaken)
    {
        var owner = await Server.RegisterUserAsync();
        var status = isTaken ? HttpStatusCode.OK : HttpStatusCode.UnprocessableEntity;
        var id = await TestEvents.CreateAsync(owner);
        await TestEvents.UpdateAsync(owner, id, new { can_pay_by_stripe = true });
        var chosen = await TestEvents.TryUpdateAsync(owner, id, new { payment_currency = currency });
        Assert.That(chosen.Status, Is.EqualTo(status), chosen.Text);
        await TestEvents.UpdateAsync(owner, id, new { can_pay_by_stripe = false });
        await TestEvents.UpdateAsync(owner, id, new { payment_currency = currency });
        var enabled = await TestEvents.TryUpdateAsync(owner, id, new { can_pay_by_stripe = true });
        Assert.That(enabled.Status, Is.EqualTo(status), enabled.Text);
        if (!isTaken)
            Assert.That(
                (chosen.Pointer, enabled.Pointer),
                Is.EqualTo(("/data/attributes/payment-currency", "/data/attributes/can-pay-by-stripe"))
            );
    }

    [TestCase("europe/berlin")]
    [TestCase("posix/Europe/Berlin")]
    [TestCase("localtime")]
    public async Task Only_zones_of_the_IANA_database_are_taken(string zone)
    {
        var owner = await Server.RegisterUserAsync();
        var id = await TestEvents.CreateAsync(owner);
        var changed = await TestEvents.UpdateAsync(owner, id, new { timezone = "Asia/Calcutta" });
        Assert.That(changed.Attribute("timezone").GetString(), Is.EqualTo("Asia/Kolkata"));
        var rejected = await TestEvents.TryUpdateAsync(owner, id, new { timezone = zone });
        Assert.That((rejected.Status, rejected.Pointer), Is.EqualTo((HttpStatusCode.UnprocessableEntity, "/data/attributes/timezone")));
    }
}
