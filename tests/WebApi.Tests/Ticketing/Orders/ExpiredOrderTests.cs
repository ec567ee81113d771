using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Ticketing;

/// <summary>An overdue order reads as expired everywhere, even before the job has expired it.</summary>
[TestFixture]
public sealed class ExpiredOrderTests : TicketedEventFixture
{
    private ApiClient _buyer = null!;
    private long _ticket;
    private string _due = "",
        _open = "",
        _placed = "";

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        await Server
            .App.Services.GetServices<IHostedService>()
            .Single(s => s.GetType().Name == "JobScheduler")
            .StopAsync(CancellationToken.None);
        _buyer = await Server.RegisterUserAsync();
        _ticket = await TestEvent.CreateTicketAsync(100, type: "paid", price: 10);
        _due = (await TicketedEvent.CheckoutAsync(_buyer, _ticket, _buyer.Email)).Id();
        _open = (await TicketedEvent.CheckoutAsync(_buyer, _ticket, _buyer.Email)).Id();
        _placed = (await TicketedEvent.CheckoutAsync(_buyer, _ticket, _buyer.Email)).Id();
        (await TicketedEvent.UpdateOrderAsync(_buyer, _placed, new { payment_mode = "onsite", status = "placed" })).EnsureStatus(
            HttpStatusCode.OK
        );
        await ExpireAsync(_due);
    }

    [TearDown]
    public async Task Stored_status_is_still_initializing() =>
        Assert.That(await TestEvent.GetStatusAsync(_due), Is.EqualTo("initializing"));

    [TestCase("""{"name":"status","op":"eq","val":"expired"}""", true, false)]
    [TestCase("""{"name":"status","op":"eq","val":"initializing"}""", false, true)]
    [TestCase("""{"name":"status","op":"ne","val":"expired"}""", false, true)]
    [TestCase("""{"name":"status","op":"in","val":["expired","cancelled"]}""", true, false)]
    [TestCase("""{"name":"status","op":"notin","val":["expired"]}""", false, true)]
    [TestCase("""{"name":"status","op":"ilike","val":"%init%"}""", false, true)]
    [TestCase("""{"not":{"name":"status","op":"eq","val":"initializing"}}""", true, false)]
    public async Task Filter_sees_the_expired_status(string filter, bool due, bool open)
    {
        foreach (var url in new[] { "/v1/orders", $"/v1/events/{TestEvent.EventId}/orders", $"/v1/users/{_buyer.UserId}/orders" })
        {
            var found = (await Server.Admin.GetAsync($"{url}?page[size]=0&filter={Uri.EscapeDataString($"[{filter}]")}"))
                .EnsureStatus(HttpStatusCode.OK)
                .Ids.ToList();
            Assert.That((found.Contains(_due), found.Contains(_open)), Is.EqualTo((due, open)), url);
        }
    }

    [Test]
    public async Task Sort_sees_the_expired_status()
    {
        var sorted = (await _buyer.GetAsync($"/v1/users/{_buyer.UserId}/orders?sort=status")).EnsureStatus(HttpStatusCode.OK);
        Assert.That(sorted.Ids, Is.EqualTo((string[])[_due, _open, _placed]), "expired, initializing, placed");
        Assert.That(sorted.Data.EnumerateArray().Select(StatusOf), Is.EqualTo((string[])["expired", "initializing", "placed"]));
        Assert.That(
            (await _buyer.GetAsync($"/v1/users/{_buyer.UserId}/orders?sort=-status")).Ids,
            Is.EqualTo((string[])[_placed, _open, _due])
        );
    }

    [Test]
    public async Task Includes_and_related_filters_see_the_expired_status()
    {
        var seat = (await _buyer.GetAsync($"/v1/orders/{_due}/attendees")).Ids.Single();
        var read = (await _buyer.GetAsync($"/v1/attendees/{seat}?include=order")).EnsureStatus(HttpStatusCode.OK);
        Assert.That(StatusOf(read.Json.GetProperty("included")[0]), Is.EqualTo("expired"));
        var filter = Uri.EscapeDataString("""[{"name":"order","op":"has","val":{"name":"status","op":"eq","val":"expired"}}]""");
        Assert.That(
            (await TestEvent.Owner.GetAsync($"/v1/events/{TestEvent.EventId}/attendees?filter={filter}"))
                .EnsureStatus(HttpStatusCode.OK)
                .Ids,
            Is.EqualTo((string[])[seat])
        );
        Assert.That(
            (await TestEvent.Owner.GetAsync($"/v1/events/{TestEvent.EventId}/attendees?sort=order.status&page[size]=1"))
                .EnsureStatus(HttpStatusCode.OK)
                .Ids,
            Is.EqualTo((string[])[seat]),
            "expired comes first"
        );
    }

    [Test]
    public async Task Statistics_count_the_order_as_expired()
    {
        foreach (var url in new[] { $"/v1/events/{TestEvent.EventId}/order-statistics", $"/v1/tickets/{_ticket}/order-statistics" })
        {
            var orders = (await TestEvent.Owner.GetAsync(url)).EnsureStatus(HttpStatusCode.OK).Attribute("orders");
            Assert.That(
                (
                    orders.GetProperty("expired").GetInt32(),
                    orders.GetProperty("initializing").GetInt32(),
                    orders.GetProperty("placed").GetInt32()
                ),
                Is.EqualTo((1, 1, 1)),
                url
            );
        }
    }

    [Test]
    public async Task Only_staff_update_attendees_of_an_expired_order()
    {
        var seat = (await _buyer.GetAsync($"/v1/orders/{_due}/attendees")).Ids.Single();
        var rejected = await _buyer.PatchAsync($"/v1/attendees/{seat}", JsonApiDocument.Of("attendee", seat, new { firstname = "Late" }));
        Assert.That((rejected.Status, rejected.Detail), Is.EqualTo((HttpStatusCode.Conflict, "The order has expired.")));
        (
            await Server.Admin.PatchAsync($"/v1/attendees/{seat}", JsonApiDocument.Of("attendee", seat, new { firstname = "Corrected" }))
        ).EnsureStatus(HttpStatusCode.OK);
    }

    [Test]
    public async Task Expired_order_does_not_block_deletion_of_ticket_event_or_account()
    {
        var otherEvent = await TicketedEvent.CreateAsync(Server, "Small summit");
        var buyer = await Server.RegisterUserAsync();
        var ticket = await otherEvent.CreateTicketAsync(5);
        var order = (await TicketedEvent.OrderTicketsAsync(buyer, ticket, 1)).EnsureStatus(HttpStatusCode.OK).Id();
        Assert.That((await otherEvent.Owner.DeleteAsync($"/v1/tickets/{ticket}")).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await buyer.DeleteAsync($"/v1/users/{buyer.UserId}")).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await otherEvent.Owner.DeleteAsync($"/v1/events/{otherEvent.EventId}")).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        await ExpireAsync(order);
        (await otherEvent.Owner.DeleteAsync($"/v1/tickets/{ticket}")).EnsureStatus(HttpStatusCode.OK);
        (await buyer.DeleteAsync($"/v1/users/{buyer.UserId}")).EnsureStatus(HttpStatusCode.OK);
        (await otherEvent.Owner.DeleteAsync($"/v1/events/{otherEvent.EventId}")).EnsureStatus(HttpStatusCode.OK);
    }

    private Task ExpireAsync(string order) =>
        Server.SqlAsync($"UPDATE orders SET expires_at = now() - interval '1 second' WHERE id = {order}");

    private static string? StatusOf(JsonElement order) => order.GetProperty("attributes").GetProperty("status").GetString();
}
