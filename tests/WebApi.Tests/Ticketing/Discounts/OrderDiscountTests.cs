using System.Globalization;
using System.Net;
using System.Text.Json;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Ticketing;

/// <summary>Another discount for an existing order. Staff apply one without using it (docs/reference/orders.md#another-discount).</summary>
[TestFixture]
public sealed class OrderDiscountTests : TicketedEventFixture
{
    private int _codes;

    [Test]
    public async Task Staff_apply_a_discount_to_an_order_without_using_it()
    {
        var buyer = await Server.RegisterUserAsync();
        var ticket = await CreateTicketAsync(30);
        var half = await CreateCodeAsync(10, 50, "percent", ticket);
        var tiny = await CreateCodeAsync(1, 4, "amount", ticket);
        var order = await CreateOrderAsync(buyer, ticket, 3, half);
        Assert.That(await TestEvent.CountUsesAsync("discount", half), Is.EqualTo((3, 3L)));

        var changed = (await SetCodeAsync(Server.Admin, order, tiny)).EnsureStatus(HttpStatusCode.OK);
        Assert.That(changed.Attribute("amount").GetDecimal(), Is.EqualTo(3 * (30 - 4)), "all seats, although the code has one use");
        Assert.That(changed.Attribute("discount-code-id").GetString(), Is.EqualTo(tiny));
        Assert.That(await TestEvent.CountUsesAsync("discount", half), Is.EqualTo((0, 0L)), "the buyer's uses are returned");
        Assert.That(await GetUseCountAsync(tiny), Is.Zero);
        (await TicketedEvent.UpdateOrderAsync(buyer, order, new { status = "cancelled" })).EnsureStatus(HttpStatusCode.OK);
        Assert.That((await GetUseCountAsync(half), await GetUseCountAsync(tiny)), Is.EqualTo((0, 0)), "no use is returned twice");
    }

    [Test]
    public async Task Staff_remove_a_discount_and_the_full_price_is_due()
    {
        var buyer = await Server.RegisterUserAsync();
        var ticket = await CreateTicketAsync(30);
        var half = await CreateCodeAsync(10, 50, "percent", ticket);
        var order = await CreateOrderAsync(buyer, ticket, 2, half);
        var changed = (await SetCodeAsync(Server.Admin, order, null)).EnsureStatus(HttpStatusCode.OK);
        Assert.That(changed.Attribute("amount").GetDecimal(), Is.EqualTo(60));
        Assert.That(await TestEvent.CountUsesAsync("discount", half), Is.EqualTo((0, 0L)));
        Assert.That(
            await Server.SqlAsync<long>($"SELECT count(*) FROM attendees WHERE order_id = {order} AND is_discount_applied"),
            Is.Zero
        );
        (await SetCodeAsync(Server.Admin, order, half)).EnsureStatus(HttpStatusCode.OK);
        var seat = (await buyer.GetAsync($"/v1/orders/{order}/attendees")).Ids.First();
        (await Server.Admin.DeleteAsync($"/v1/attendees/{seat}")).EnsureStatus(HttpStatusCode.OK);
        Assert.That(
            (await buyer.GetAsync($"/v1/orders/{order}")).Attribute("amount").GetDecimal(),
            Is.EqualTo(15),
            "the remaining seat keeps the discount"
        );
        Assert.That(await GetUseCountAsync(half), Is.Zero);
    }

    [Test]
    public async Task Relationship_url_applies_and_removes_a_discount_too()
    {
        var buyer = await Server.RegisterUserAsync();
        var ticket = await CreateTicketAsync(30);
        var half = await CreateCodeAsync(10, 50, "percent", ticket);
        var order = await CreateOrderAsync(buyer, ticket, 2, half);
        (
            await Server.Admin.DeleteAsync(
                $"/v1/orders/{order}/relationships/discount-code",
                new { data = new { type = "discount-code", id = half } }
            )
        ).EnsureStatus(HttpStatusCode.OK);
        Assert.That((await buyer.GetAsync($"/v1/orders/{order}")).Attribute("amount").GetDecimal(), Is.EqualTo(60));
        Assert.That(await GetUseCountAsync(half), Is.Zero);
        (
            await Server.Admin.PatchAsync(
                $"/v1/orders/{order}/relationships/discount-code",
                new { data = new { type = "discount-code", id = half } }
            )
        ).EnsureStatus(HttpStatusCode.OK);
        Assert.That((await buyer.GetAsync($"/v1/orders/{order}")).Attribute("amount").GetDecimal(), Is.EqualTo(30));
    }

    [Test]
    public async Task Buyer_and_event_team_cannot_change_the_discount()
    {
        var buyer = await Server.RegisterUserAsync();
        var ticket = await CreateTicketAsync(30);
        var half = await CreateCodeAsync(10, 50, "percent", ticket);
        var other = await CreateCodeAsync(10, 90, "percent", ticket);
        var order = await CreateOrderAsync(buyer, ticket, 2, half);
        foreach (var client in new[] { buyer, TestEvent.Owner })
        {
            var rejected = await SetCodeAsync(client, order, other, new { city = "Berlin" });
            Assert.That(
                (rejected.Status, rejected.Error.GetProperty("source").GetProperty("pointer").GetString()),
                Is.EqualTo((HttpStatusCode.Forbidden, client == buyer ? "/data/relationships/discount-code/data" : "/data/attributes/city"))
            );
            Assert.That(
                (await SetCodeAsync(client, order, null)).Error.GetProperty("source").GetProperty("pointer").GetString(),
                Is.EqualTo("/data/relationships/discount-code/data")
            );
            // Clients send whole objects, so an unchanged code is accepted.
            (await SetCodeAsync(client, order, half)).EnsureStatus(HttpStatusCode.OK);
        }

        var read = await buyer.GetAsync($"/v1/orders/{order}");
        Assert.That((read.Attribute("amount").GetDecimal(), read.Attribute("city").ValueKind), Is.EqualTo((30m, JsonValueKind.Null)));
        Assert.That((await GetUseCountAsync(half), await GetUseCountAsync(other)), Is.EqualTo((2, 0)));
    }

    [TestCase("completed")]
    [TestCase("cancelled")]
    public async Task Paid_or_closed_order_keeps_its_price(string status)
    {
        var buyer = await Server.RegisterUserAsync();
        var ticket = await CreateTicketAsync(30);
        var half = await CreateCodeAsync(10, 50, "percent", ticket);
        var order = await CreateOrderAsync(buyer, ticket, 2, null);
        (await TicketedEvent.UpdateOrderAsync(Server.Admin, order, new { status })).EnsureStatus(HttpStatusCode.OK);
        var rejected = await SetCodeAsync(Server.Admin, order, half);
        Assert.That(
            (rejected.Status, rejected.Error.GetProperty("source").GetProperty("pointer").GetString()),
            Is.EqualTo((HttpStatusCode.Conflict, "/data/relationships/discount-code/data"))
        );
        Assert.That((await Server.Admin.GetAsync($"/v1/orders/{order}")).Attribute("amount").GetDecimal(), Is.EqualTo(60));
    }

    [Test]
    public async Task Code_for_other_tickets_is_rejected_at_its_pointer()
    {
        var buyer = await Server.RegisterUserAsync();
        var ticket = await CreateTicketAsync(30);
        var another = await CreateTicketAsync(30);
        var order = await CreateOrderAsync(buyer, ticket, 2, null);
        var rejected = await SetCodeAsync(Server.Admin, order, await CreateCodeAsync(10, 50, "percent", another));
        Assert.That(
            (rejected.Status, rejected.Error.GetProperty("source").GetProperty("pointer").GetString()),
            Is.EqualTo((HttpStatusCode.UnprocessableEntity, "/data/relationships/discount-code/data"))
        );
    }

    [Test]
    public async Task Manual_amount_is_kept_and_a_zero_total_completes_the_order()
    {
        var buyer = await Server.RegisterUserAsync();
        var ticket = await CreateTicketAsync(30);
        var half = await CreateCodeAsync(10, 50, "percent", ticket);
        var all = await CreateCodeAsync(10, 100, "percent", ticket);
        var agreed = await CreateOrderAsync(buyer, ticket, 2, null);
        (await TicketedEvent.UpdateOrderAsync(Server.Admin, agreed, new { amount = 17 })).EnsureStatus(HttpStatusCode.OK);
        Assert.That((await SetCodeAsync(Server.Admin, agreed, half)).Attribute("amount").GetDecimal(), Is.EqualTo(17));

        var promised = (await TicketedEvent.CheckoutAsync(buyer, ticket, "ann@example.org", "bob@example.org")).Id();
        (await TicketedEvent.UpdateOrderAsync(buyer, promised, new { payment_mode = "onsite", status = "placed" })).EnsureStatus(
            HttpStatusCode.OK
        );
        var free = (await SetCodeAsync(Server.Admin, promised, all)).EnsureStatus(HttpStatusCode.OK);
        Assert.That((free.Attribute("amount").GetDecimal(), free.Attribute("status").GetString()), Is.EqualTo((0m, "completed")));
    }

    [Test]
    public async Task Buyer_follows_links_from_the_order_to_its_codes()
    {
        var buyer = await Server.RegisterUserAsync();
        var ticket = await CreateTicketAsync(30);
        var hidden = await TestEvent.CreateTicketAsync(10, type: "paid", price: 20, hidden: true);
        var half = await CreateCodeAsync(10, 50, "percent", ticket);
        var key = (await TestEvent.CreateAccessCodeAsync($"K{hidden}", 5, hidden)).Id();
        var order = (
            await TicketedEvent.CreateOrderAsync(
                buyer,
                new
                {
                    tickets = new[] { new { id = ticket, quantity = 1 }, new { id = hidden, quantity = 1 } },
                    discount_code = half,
                    access_code = key,
                }
            )
        ).EnsureStatus(HttpStatusCode.OK);
        foreach (var (name, id) in new[] { ("discount-code", half), ("access-code", key) })
        {
            var code = (await buyer.GetAsync($"/v1/orders/{order.Id()}/{name}")).EnsureStatus(HttpStatusCode.OK);
            Assert.That(
                (code.Id(), code.Data.GetProperty("relationships").TryGetProperty("marketer", out _)),
                Is.EqualTo((id, false)),
                "the buyer does not see the marketer"
            );
            Assert.That(
                (await buyer.GetAsync($"/v1/orders/{order.Id()}/relationships/{name}")).Data.GetProperty("id").GetString(),
                Is.EqualTo(id)
            );
            Assert.That(
                (await buyer.GetAsync($"/v1/orders/{order.Id()}?include={name}")).Json.GetProperty("included").GetArrayLength(),
                Is.EqualTo(1)
            );
            var stranger = await Server.RegisterUserAsync();
            Assert.That((await stranger.GetAsync($"/v1/{name}s/{id}")).Status, Is.EqualTo(HttpStatusCode.NotFound));
            Assert.That(
                (await buyer.PatchAsync($"/v1/{name}s/{id}", JsonApiDocument.Of(name, id, new { is_active = false }))).Status,
                Is.EqualTo(HttpStatusCode.Forbidden)
            );
        }

        var links = order.Data.GetProperty("relationships").EnumerateObject().Select(r => r.Name).ToList();
        Assert.That(links, Has.None.EqualTo("event-invoice"), "only organizers see the platform's invoice");
        foreach (var link in links.Except(["marketer"]))
            (await buyer.GetAsync($"/v1/orders/{order.Id()}/{link}")).EnsureStatus(HttpStatusCode.OK);
    }

    private Task<long> CreateTicketAsync(decimal price) => TestEvent.CreateTicketAsync(100, type: "paid", price: price);

    private async Task<string> CreateCodeAsync(int? uses, decimal value, string type, params long[] tickets) =>
        (await TestEvent.CreateDiscountCodeAsync($"OFF{++_codes}", uses, value, type, tickets)).Id();

    private Task<int> GetUseCountAsync(string code) => Server.SqlAsync<int>($"SELECT used FROM discount_uses WHERE code_id = {code}");

    private static async Task<string> CreateOrderAsync(ApiClient buyer, long ticket, int quantity, string? code) =>
        (
            await TicketedEvent.CreateOrderAsync(
                buyer,
                new
                {
                    tickets = new[] { new { id = ticket, quantity } },
                    discount_code = code is null ? (long?)null : long.Parse(code, CultureInfo.InvariantCulture),
                }
            )
        )
            .EnsureStatus(HttpStatusCode.OK)
            .Id();

    private static Task<ApiResponse> SetCodeAsync(ApiClient client, string order, string? code, object? attributes = null) =>
        client.PatchAsync(
            $"/v1/orders/{order}",
            new
            {
                data = new
                {
                    type = "order",
                    id = order,
                    attributes = attributes ?? new { },
                    relationships = new Dictionary<string, object>
                    {
                        ["discount-code"] = new { data = code is null ? null : new { type = "discount-code", id = code } },
                    },
                },
            }
        );
}
