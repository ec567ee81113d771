using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Ticketing;

/// <summary>An order whose time is over is expired wherever anybody looks, though nothing has come by yet to expire it.</summary>
[TestFixture]
public sealed class DueOrdersTests : BoxOfficeFixture
{
    private Client _buyer = null!;
    private long _ticket;
    private string _due = "",
        _open = "",
        _placed = "";

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        await Server
            .App.Services.GetServices<IHostedService>()
            .Single(s => s.GetType().Name == "OrderExpiry")
            .StopAsync(CancellationToken.None);
        _buyer = await Server.SomebodyAsync();
        _ticket = await Office.TicketAsync(100, type: "paid", price: 10);
        _due = (await BoxOffice.CheckoutAsync(_buyer, _ticket, _buyer.Email)).Id();
        _open = (await BoxOffice.CheckoutAsync(_buyer, _ticket, _buyer.Email)).Id();
        _placed = (await BoxOffice.CheckoutAsync(_buyer, _ticket, _buyer.Email)).Id();
        (await BoxOffice.SetAsync(_buyer, _placed, new { payment_mode = "onsite", status = "placed" })).Must(HttpStatusCode.OK);
        await ExpireAsync(_due);
    }

    [TearDown]
    public async Task Nothing_has_expired_it_for_good() => Assert.That(await Office.StatusAsync(_due), Is.EqualTo("initializing"));

    [TestCase("""{"name":"status","op":"eq","val":"expired"}""", true, false)]
    [TestCase("""{"name":"status","op":"eq","val":"initializing"}""", false, true)]
    [TestCase("""{"name":"status","op":"ne","val":"expired"}""", false, true)]
    [TestCase("""{"name":"status","op":"in","val":["expired","cancelled"]}""", true, false)]
    [TestCase("""{"name":"status","op":"notin","val":["expired"]}""", false, true)]
    [TestCase("""{"name":"status","op":"ilike","val":"%init%"}""", false, true)]
    [TestCase("""{"not":{"name":"status","op":"eq","val":"initializing"}}""", true, false)]
    public async Task A_filter_sees_what_the_document_shows(string filter, bool due, bool open)
    {
        foreach (var url in new[] { "/v1/orders", $"/v1/events/{Office.EventId}/orders", $"/v1/users/{_buyer.UserId}/orders" })
        {
            var found = (await Server.Admin.GetAsync($"{url}?page[size]=0&filter={Uri.EscapeDataString($"[{filter}]")}"))
                .Must(HttpStatusCode.OK)
                .Ids.ToList();
            Assert.That((found.Contains(_due), found.Contains(_open)), Is.EqualTo((due, open)), url);
        }
    }

    [Test]
    public async Task A_sort_sees_it()
    {
        var sorted = (await _buyer.GetAsync($"/v1/users/{_buyer.UserId}/orders?sort=status")).Must(HttpStatusCode.OK);
        Assert.That(sorted.Ids, Is.EqualTo((string[])[_due, _open, _placed]), "expired, initializing, placed");
        Assert.That(sorted.Data.EnumerateArray().Select(StatusOf), Is.EqualTo((string[])["expired", "initializing", "placed"]));
        Assert.That(
            (await _buyer.GetAsync($"/v1/users/{_buyer.UserId}/orders?sort=-status")).Ids,
            Is.EqualTo((string[])[_placed, _open, _due])
        );
    }

    [Test]
    public async Task What_is_included_and_a_filter_through_a_relationship_see_it()
    {
        var seat = (await _buyer.GetAsync($"/v1/orders/{_due}/attendees")).Ids.Single();
        var read = (await _buyer.GetAsync($"/v1/attendees/{seat}?include=order")).Must(HttpStatusCode.OK);
        Assert.That(StatusOf(read.Json.GetProperty("included")[0]), Is.EqualTo("expired"));
        var filter = Uri.EscapeDataString("""[{"name":"order","op":"has","val":{"name":"status","op":"eq","val":"expired"}}]""");
        Assert.That(
            (await Office.Owner.GetAsync($"/v1/events/{Office.EventId}/attendees?filter={filter}")).Must(HttpStatusCode.OK).Ids,
            Is.EqualTo((string[])[seat])
        );
        Assert.That(
            (await Office.Owner.GetAsync($"/v1/events/{Office.EventId}/attendees?sort=order.status&page[size]=1"))
                .Must(HttpStatusCode.OK)
                .Ids,
            Is.EqualTo((string[])[seat]),
            "expired comes first"
        );
    }

    [Test]
    public async Task Statistics_count_it_as_expired()
    {
        foreach (var url in new[] { $"/v1/events/{Office.EventId}/order-statistics", $"/v1/tickets/{_ticket}/order-statistics" })
        {
            var orders = (await Office.Owner.GetAsync(url)).Must(HttpStatusCode.OK).Attribute("orders");
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
    public async Task Its_attendees_stay_as_they_are_but_for_staff()
    {
        var seat = (await _buyer.GetAsync($"/v1/orders/{_due}/attendees")).Ids.Single();
        var refused = await _buyer.PatchAsync($"/v1/attendees/{seat}", Document.Of("attendee", seat, new { firstname = "Late" }));
        Assert.That(
            (refused.Status, refused.Detail),
            Is.EqualTo((HttpStatusCode.Conflict, "The order was not finished in time: it has expired."))
        );
        (await Server.Admin.PatchAsync($"/v1/attendees/{seat}", Document.Of("attendee", seat, new { firstname = "Corrected" }))).Must(
            HttpStatusCode.OK
        );
    }

    [Test]
    public async Task It_ties_neither_ticket_nor_event_nor_account()
    {
        var other = await BoxOffice.OpenAsync(Server, "Small summit");
        var (buyer, ticket) = (await Server.SomebodyAsync(), await other.TicketAsync(5));
        var order = (await BoxOffice.OrderAsync(buyer, ticket, 1)).Must(HttpStatusCode.OK).Id();
        Assert.That((await other.Owner.DeleteAsync($"/v1/tickets/{ticket}")).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await buyer.DeleteAsync($"/v1/users/{buyer.UserId}")).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await other.Owner.DeleteAsync($"/v1/events/{other.EventId}")).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        await ExpireAsync(order);
        (await other.Owner.DeleteAsync($"/v1/tickets/{ticket}")).Must(HttpStatusCode.OK);
        (await buyer.DeleteAsync($"/v1/users/{buyer.UserId}")).Must(HttpStatusCode.OK);
        (await other.Owner.DeleteAsync($"/v1/events/{other.EventId}")).Must(HttpStatusCode.OK);
    }

    private Task ExpireAsync(string order) =>
        Server.SqlAsync($"UPDATE orders SET expires_at = now() - interval '1 second' WHERE id = {order}");

    private static string? StatusOf(JsonElement order) => order.GetProperty("attributes").GetProperty("status").GetString();
}
