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
}
