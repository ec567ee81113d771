using System.Net;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Ticketing;

/// <summary>The event team sees who bought; attendees do not (docs/reference/orders.md#permissions-on-orders).</summary>
[TestFixture]
public sealed class BuyerVisibilityTests : TicketedEventFixture
{
    private ApiClient _buyer = null!;
    private ApiClient _guest = null!;
    private string _order = "";
    private string _plainOrder = "";
    private long _ticket;

    [OneTimeSetUp]
    public async Task PlaceOrdersAsync()
    {
        _buyer = await Server.RegisterUserAsync();
        _guest = await Server.RegisterUserAsync();
        _ticket = await TestEvent.CreateTicketAsync(20, type: "paid", price: 10);
        var code = await TestEvent.CreateDiscountCodeAsync("TENTH", null, 10, "percent", _ticket);
        _plainOrder = (await TicketedEvent.CheckoutAsync(await Server.RegisterUserAsync(), _ticket, "someone@example.org")).Id();
        var placed = (
            await TicketedEvent.CreateOrderAsync(
                _buyer,
                new { tickets = new[] { new { id = _ticket, quantity = 2 } }, discount_code = code.Id() }
            )
        ).EnsureStatus(HttpStatusCode.OK);
        _order = placed.Id();
        var seat = (await _buyer.GetAsync($"/v1/orders/{_order}/attendees")).Ids.First();
        await Server.SqlAsync($"UPDATE attendees SET email = '{_guest.Email}' WHERE id = {seat}");
        await Server.SqlAsync($"UPDATE users SET first_name = 'Ada', billing_address = 'Secret Street' WHERE id = {_buyer.UserId}");
    }

    private string OrdersUrl => $"/v1/events/{TestEvent.EventId}/orders";

    private static string Filter(string condition) => "filter=" + Uri.EscapeDataString($"[{condition}]");

    private static string HasBuyer(string name, string value) =>
        Filter($$"""{"name":"user","op":"has","val":{"name":"{{name}}","op":"ilike","val":"{{value}}"} }""");

    [Test]
    public async Task Team_sees_name_and_address_of_the_buyer_and_nothing_else_that_is_private()
    {
        var list = (await TestEvent.Owner.GetAsync($"{OrdersUrl}?include=user&{HasBuyer("email", _buyer.Email)}")).EnsureStatus(
            HttpStatusCode.OK
        );
        var related = (await TestEvent.Owner.GetAsync($"/v1/orders/{_order}/user")).EnsureStatus(HttpStatusCode.OK);
        Assert.That(
            list.Data[0].GetProperty("relationships").GetProperty("user").GetProperty("data").GetProperty("id").GetString(),
            Is.EqualTo($"{_buyer.UserId}")
        );
        foreach (var user in new[] { list.Json.GetProperty("included")[0], related.Data })
        {
            var attributes = user.GetProperty("attributes");
            Assert.That(attributes.GetProperty("email").GetString(), Is.EqualTo(_buyer.Email));
            Assert.That(attributes.GetProperty("first-name").GetString(), Is.EqualTo("Ada"));
            Assert.That(
                attributes.EnumerateObject().Select(a => a.Name),
                Does.Not.Contain("billing-address").And.Not.Contain("is-admin").And.Not.Contain("last-accessed-at")
            );
        }

        Assert.That(
            (await TestEvent.Owner.GetAsync($"/v1/orders/{_order}/relationships/user")).EnsureStatus(HttpStatusCode.OK).Id(),
            Is.EqualTo($"{_buyer.UserId}")
        );
        Assert.That(
            (await TestEvent.Owner.GetAsync($"/v1/users/{_buyer.UserId}")).Status,
            Is.EqualTo(HttpStatusCode.NotFound),
            "the account itself is not theirs to read"
        );
    }

    [Test]
    public async Task Attendees_and_other_users_do_not_see_the_buyer()
    {
        var seen = (await _guest.GetAsync($"/v1/orders/{_order}?include=user,attendees")).EnsureStatus(HttpStatusCode.OK);
        Assert.That(seen.Text, Does.Not.Contain(_buyer.Email).And.Not.Contain($"\"user\",\"id\":\"{_buyer.UserId}\""));
        Assert.That((await _guest.GetAsync($"/v1/orders/{_order}/user")).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await _guest.GetAsync($"/v1/orders/{_order}/relationships/user")).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        var stranger = await TicketedEvent.CreateAsync(Server, "Elsewhere");
        Assert.That((await stranger.Owner.GetAsync($"/v1/orders/{_order}/user")).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task Team_finds_orders_by_the_buyer_and_attendees_do_not()
    {
        var name = HasBuyer("first-name", "Ad%");
        var email = HasBuyer("email", _buyer.Email[..12] + "%");
        foreach (var filter in new[] { name, email })
        {
            Assert.That(
                (await TestEvent.Owner.GetAsync($"{OrdersUrl}?{filter}")).EnsureStatus(HttpStatusCode.OK).Ids,
                Does.Contain(_order)
            );
            Assert.That((await _buyer.GetAsync($"/v1/users/{_buyer.UserId}/orders?{filter}")).Ids, Does.Contain(_order), "the buyer");
            Assert.That(
                (await _guest.GetAsync($"/v1/users/{_guest.UserId}/orders?{filter}")).EnsureStatus(HttpStatusCode.OK).Ids,
                Is.Empty
            );
        }

        Assert.That(
            (await _guest.GetAsync($"/v1/users/{_guest.UserId}/orders")).Ids,
            Is.EqualTo((string[])[_order]),
            "they do see the order"
        );
        var inverse = Filter($$"""{"not":{"name":"user","op":"has","val":{"name":"email","op":"eq","val":"nobody@example.org"} } }""");
        Assert.That((await _guest.GetAsync($"/v1/users/{_guest.UserId}/orders?{inverse}")).Ids, Is.Empty);
        // Attributes of the buyer that the team does not see are no oracle either.
        Assert.That((await TestEvent.Owner.GetAsync($"{OrdersUrl}?{HasBuyer("billing-address", "%")}")).Ids, Is.Empty);
    }

    [TestCase("isnot", true)]
    [TestCase("ne", true)]
    [TestCase("is", false)]
    [TestCase("eq", false)]
    public async Task Orders_and_attendees_are_found_by_whether_a_discount_code_was_used(string op, bool used)
    {
        var filter = Filter($$"""{"name":"discount_code_id","op":"{{op}}","val":null}""");
        var orders = (await TestEvent.Owner.GetAsync($"{OrdersUrl}?{filter}")).EnsureStatus(HttpStatusCode.OK).Ids;
        Assert.That(orders, used ? Is.EqualTo((string[])[_order]) : Does.Not.Contain(_order).And.Contain(_plainOrder));
        var attendees = (await TestEvent.Owner.GetAsync($"/v1/events/{TestEvent.EventId}/attendees?{filter}"))
            .EnsureStatus(HttpStatusCode.OK)
            .Ids.Count();
        Assert.That(attendees, Is.EqualTo(used ? 2 : 1));
        Assert.That(
            (await _guest.GetAsync($"/v1/users/{_guest.UserId}/orders?{filter}")).EnsureStatus(HttpStatusCode.OK).Ids,
            Is.Empty,
            "attendees do not see the code"
        );
    }

    [Test]
    public async Task Buyers_and_attendees_list_their_own_attendees_of_a_ticket()
    {
        var url = $"/v1/tickets/{_ticket}/attendees";
        var own = Filter($$"""{"name":"order","op":"has","val":{"name":"id","op":"eq","val":"{{_order}}"} }""");
        var seats = (await _buyer.GetAsync($"/v1/orders/{_order}/attendees")).Ids.ToList();
        Assert.That((await _buyer.GetAsync($"{url}?{own}")).EnsureStatus(HttpStatusCode.OK).Ids, Is.EquivalentTo(seats));
        Assert.That((await _buyer.GetAsync(url)).EnsureStatus(HttpStatusCode.OK).Ids, Is.EquivalentTo(seats));
        Assert.That((await _guest.GetAsync(url)).EnsureStatus(HttpStatusCode.OK).Ids.Count(), Is.EqualTo(1));
        Assert.That((await TestEvent.Owner.GetAsync(url)).EnsureStatus(HttpStatusCode.OK).Ids.Count(), Is.EqualTo(3));
        Assert.That((await (await Server.RegisterUserAsync()).GetAsync($"{url}?{own}")).EnsureStatus(HttpStatusCode.OK).Ids, Is.Empty);
        Assert.That((await Server.Anonymous.GetAsync(url)).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(
            (await _buyer.GetAsync($"/v1/tickets/{_ticket}/relationships/attendees")).EnsureStatus(HttpStatusCode.OK).Ids,
            Is.EquivalentTo(seats)
        );
        Assert.That(
            (
                await _buyer.PostAsync(
                    $"/v1/tickets/{_ticket}/relationships/attendees",
                    new { data = new[] { new { type = "attendee", id = seats[0] } } }
                )
            ).Status,
            Is.EqualTo(HttpStatusCode.Forbidden),
            "reading does not allow writing"
        );
    }
}
