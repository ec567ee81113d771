using System.Globalization;
using System.Net;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Ticketing;

/// <summary>Taxes, ticket fees, and the prices of orders with them (docs/reference/money-and-pricing.md#order-of-calculation).</summary>
[TestFixture]
public sealed class TaxAndFeeTests : TicketedEventFixture
{
    [Test]
    public async Task Event_has_one_tax_and_visitors_see_its_public_fields()
    {
        var testEvent = await TicketedEvent.CreateAsync(Server, "Taxing");
        Task<ApiResponse> AddAsync() =>
            testEvent.Owner.PostAsync(
                "/v1/taxes",
                JsonApiDocument.Of(
                    "tax",
                    null,
                    new
                    {
                        name = "VAT",
                        rate = 19,
                        tax_id = "DE1",
                        registered_company = "Firm",
                    },
                    ("event", "event", testEvent.EventId)
                )
            );
        var tax = (await AddAsync()).EnsureStatus(HttpStatusCode.Created).Id();
        Assert.That((await AddAsync()).Status, Is.EqualTo(HttpStatusCode.Conflict));
        var seen = (await Server.Anonymous.GetAsync($"/v1/events/{testEvent.EventId}/tax")).EnsureStatus(HttpStatusCode.OK).Text;
        Assert.That(seen, Does.Contain("VAT").And.Contain("19").And.Not.Contain("DE1").And.Not.Contain("Firm"));
        Assert.That((await testEvent.Owner.GetAsync($"/v1/taxes/{tax}")).Text, Does.Contain("DE1"));
        (await testEvent.Owner.PatchAsync($"/v1/taxes/{tax}", JsonApiDocument.Of("tax", tax, new { name = "GST" }))).EnsureStatus(
            HttpStatusCode.OK
        );
        Assert.That(
            (await testEvent.Owner.GetAsync($"/v1/taxes/{tax}")).Attribute("rate").GetDecimal(),
            Is.EqualTo(19),
            "attributes that are not sent keep their values"
        );
        (await testEvent.Owner.DeleteAsync($"/v1/taxes/{tax}")).EnsureStatus(HttpStatusCode.OK);
        (
            await testEvent.Owner.PatchAsync(
                $"/v1/events/{testEvent.EventId}",
                JsonApiDocument.Of("event", testEvent.EventId, new { is_tax_enabled = false })
            )
        ).EnsureStatus(HttpStatusCode.OK);
        Assert.That((await AddAsync()).Status, Is.EqualTo(HttpStatusCode.MethodNotAllowed));
    }

    [Test]
    public async Task Ticket_fees_are_managed_by_staff_and_unique_per_currency_and_country()
    {
        var fee = new
        {
            currency = "SEK",
            country = "SE",
            service_fee = 3,
        };
        Assert.That(
            (await TestEvent.Owner.PostAsync("/v1/ticket-fees", JsonApiDocument.Of("ticket-fee", null, fee))).Status,
            Is.EqualTo(HttpStatusCode.Forbidden)
        );
        Assert.That((await TestEvent.Owner.GetAsync("/v1/ticket-fees")).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        await Server.Admin.CreateAsync("ticket-fee", fee);
        Assert.That(
            (await Server.Admin.PostAsync("/v1/ticket-fees", JsonApiDocument.Of("ticket-fee", null, fee))).Status,
            Is.EqualTo(HttpStatusCode.Conflict)
        );
    }

    [TestCase(true, "118.00", "18.00")]
    [TestCase(false, "139.24", "21.24")]
    public async Task Tax_is_included_or_added_and_the_order_costs_what_was_quoted(bool included, string total, string tax)
    {
        var testEvent = await TicketedEvent.CreateAsync(Server, "Taxed");
        await testEvent.Owner.CreateAsync(
            "tax",
            new
            {
                name = "GST",
                rate = 18,
                is_tax_included_in_price = included,
            },
            ("event", "event", testEvent.EventId)
        );
        var request = new { tickets = new[] { new { id = await testEvent.CreateTicketAsync(10, type: "paid", price: 59), quantity = 2 } } };
        var quote = (await Server.Anonymous.PostAsync("/v1/orders/calculate-amount", request)).EnsureStatus(HttpStatusCode.OK).Json;
        Assert.That(
            (quote.GetProperty("total").GetDecimal(), quote.GetProperty("tax").GetProperty("amount").GetDecimal()),
            Is.EqualTo((ParseAmount(total), ParseAmount(tax)))
        );
        var order = (await TicketedEvent.CreateOrderAsync(await Server.RegisterUserAsync(), request)).EnsureStatus(HttpStatusCode.OK);
        Assert.That(order.Attribute("amount").GetDecimal(), Is.EqualTo(ParseAmount(total)));
    }

    [Test]
    public async Task Platform_fee_applies_to_tickets_that_do_not_absorb_it()
    {
        var testEvent = await TicketedEvent.CreateAsync(Server, "Fees");
        (
            await testEvent.Owner.PatchAsync(
                $"/v1/events/{testEvent.EventId}",
                JsonApiDocument.Of("event", testEvent.EventId, new { payment_currency = "NOK" })
            )
        ).EnsureStatus(HttpStatusCode.OK);
        await Server.Admin.CreateAsync(
            "ticket-fee",
            new
            {
                currency = "NOK",
                country = "NO",
                service_fee = 10,
                maximum_fee = 4,
            }
        );
        var pays = await testEvent.CreateTicketAsync(10, type: "paid", price: 30);
        var absorbs = await testEvent.CreateTicketAsync(10, type: "paid", price: 30);
        await Server.SqlAsync($"UPDATE tickets SET is_fee_absorbed = true WHERE id = {absorbs}");
        var quote = (
            await Server.Anonymous.PostAsync(
                "/v1/orders/calculate-amount",
                new { tickets = new[] { new { id = pays, quantity = 1 }, new { id = absorbs, quantity = 1 } } }
            )
        )
            .EnsureStatus(HttpStatusCode.OK)
            .Json;
        Assert.That(
            (quote.GetProperty("tickets")[0].GetProperty("ticket_fee").GetDecimal(), quote.GetProperty("total").GetDecimal()),
            Is.EqualTo((3m, 63m))
        );
        var capped = (
            await Server.Anonymous.PostAsync("/v1/orders/calculate-amount", new { tickets = new[] { new { id = pays, quantity = 2 } } })
        ).Json;
        Assert.That(capped.GetProperty("total").GetDecimal(), Is.EqualTo(64));
    }

    private static decimal ParseAmount(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
