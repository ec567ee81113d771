using System.Net;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Ticketing;

/// <summary>Order statistics of events and tickets.</summary>
[TestFixture]
public sealed class OrderStatisticsTests : ServerFixture
{
    [Test]
    public async Task Statistics_count_orders_seats_and_money_by_status()
    {
        var testEvent = await TicketedEvent.CreateAsync(Server, "Counted");
        var ticket = await testEvent.CreateTicketAsync(10, type: "paid", price: 9);
        var buyer = await Server.RegisterUserAsync();
        await TicketedEvent.OrderTicketsAsync(buyer, ticket, 2);
        var placed = (await TicketedEvent.CheckoutAsync(buyer, ticket, "ann@example.org")).Id();
        (await TicketedEvent.UpdateOrderAsync(buyer, placed, new { status = "placed", payment_mode = "onsite" })).EnsureStatus(
            HttpStatusCode.OK
        );
        foreach (var url in new[] { $"/v1/events/{testEvent.EventId}/order-statistics", $"/v1/tickets/{ticket}/order-statistics" })
        {
            var statistics = (await testEvent.Owner.GetAsync(url)).EnsureStatus(HttpStatusCode.OK);
            Assert.That(
                (
                    Read("orders", "total"),
                    Read("tickets", "total"),
                    Read("sales", "total"),
                    Read("orders", "placed"),
                    Read("tickets", "initializing"),
                    Read("sales", "placed")
                ),
                Is.EqualTo((2m, 3m, 27m, 1m, 2m, 9m)),
                url
            );
            Assert.That((await buyer.GetAsync(url)).Status, Is.EqualTo(HttpStatusCode.Forbidden));

            decimal Read(string attribute, string status) => statistics.Attribute(attribute).GetProperty(status).GetDecimal();
        }
    }

    /// <summary>9.99 with 33 % off is 6.6933, charged as 6.69.</summary>
    [Test]
    public async Task Sales_are_the_sum_of_the_rounded_amounts_that_were_charged()
    {
        var testEvent = await TicketedEvent.CreateAsync(Server, "Rounded");
        var ticket = await testEvent.CreateTicketAsync(10, type: "paid", price: 9.99m);
        await testEvent.CreateDiscountCodeAsync("THIRD", 10, 33, "percent", ticket);
        var buyer = await Server.RegisterUserAsync();
        for (var i = 0; i < 4; i++)
            (
                await TicketedEvent.CreateOrderAsync(
                    buyer,
                    new { tickets = new[] { new { id = ticket, quantity = 1 } }, discount_code = "THIRD" }
                )
            ).EnsureStatus(HttpStatusCode.OK);
        Assert.That(await ReadSalesAsync(testEvent, ticket), Is.EqualTo((26.76m, 26.76m)));

        // An order in another currency, as an earlier version allowed, is counted but not added to these sums.
        await Server.SqlAsync(
            $"UPDATE orders SET terms_currency = 'USD' WHERE id = (SELECT max(id) FROM orders WHERE event_id = {testEvent.EventId})"
        );
        Assert.That(await ReadSalesAsync(testEvent, ticket), Is.EqualTo((20.07m, 20.07m)));
    }

    private static async Task<(decimal Event, decimal Ticket)> ReadSalesAsync(TicketedEvent testEvent, long ticket)
    {
        async Task<decimal> ReadAsync(string url) =>
            (await testEvent.Owner.GetAsync(url)).EnsureStatus(HttpStatusCode.OK).Attribute("sales").GetProperty("total").GetDecimal();
        return (
            await ReadAsync($"/v1/events/{testEvent.EventId}/order-statistics"),
            await ReadAsync($"/v1/tickets/{ticket}/order-statistics")
        );
    }
}
