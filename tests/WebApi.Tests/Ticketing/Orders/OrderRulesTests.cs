using System.Net;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Ticketing;

/// <summary>Rules of ticket sales (docs/reference/tickets.md#sale-rules).</summary>
[TestFixture]
public sealed class OrderRulesTests
{
    private OpenEventServer _server = null!;
    private TicketedEvent _testEvent = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _server = await OpenEventServer.StartAsync();
        _testEvent = await TicketedEvent.CreateAsync(_server);
    }

    [OneTimeTearDown]
    public ValueTask StopAsync() => _server.DisposeAsync();

    /// <summary>The web frontend sends <c>attendees</c> with each change, and it is empty unless the page has loaded them.</summary>
    [Test]
    public async Task A_change_of_an_order_ignores_its_relationships()
    {
        var buyer = await _server.RegisterUserAsync();
        var order = (await TicketedEvent.CheckoutAsync(buyer, await _testEvent.CreateTicketAsync(10), "ann@example.org")).Id();
        var document = new
        {
            data = new
            {
                type = "order",
                id = order,
                attributes = new { country = "DE" },
                relationships = new { attendees = new { data = Array.Empty<object>() } },
            },
        };
        var changed = (await buyer.PatchAsync($"/v1/orders/{order}", document)).EnsureStatus(HttpStatusCode.OK);
        Assert.That(changed.Attribute("country").GetString(), Is.EqualTo("DE"));
        Assert.That((await buyer.GetAsync($"/v1/orders/{order}/attendees")).Ids, Has.Exactly(1).Items);
    }

    [Test]
    public async Task Hidden_ticket_is_sold_only_with_its_access_code()
    {
        var buyer = await _server.RegisterUserAsync();
        var hidden = await _testEvent.CreateTicketAsync(10, "Secret seat", hidden: true);
        var other = await _testEvent.CreateTicketAsync(10, hidden: true);
        var code = (await _testEvent.CreateAccessCodeAsync("OPEN", 5, hidden)).Id();
        var without = await TicketedEvent.OrderTicketsAsync(buyer, hidden, 1);
        Assert.That(without.Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(without.Text, Does.Not.Contain("Secret seat"));
        Assert.That(
            (await buyer.PostAsync("/v1/orders/calculate-amount", new { tickets = new[] { new { id = hidden } } })).Status,
            Is.EqualTo(HttpStatusCode.Forbidden),
            "a quote is rejected too"
        );
        Assert.That(
            (
                await TicketedEvent.CreateOrderAsync(
                    buyer,
                    new { tickets = new[] { new { id = other, quantity = 1 } }, access_code = code }
                )
            ).Status,
            Is.EqualTo(HttpStatusCode.UnprocessableEntity),
            "the code unlocks another ticket"
        );
        (
            await TicketedEvent.CreateOrderAsync(buyer, new { tickets = new[] { new { id = hidden, quantity = 1 } }, access_code = "OPEN" })
        ).EnsureStatus(HttpStatusCode.OK);
        (await TicketedEvent.OrderTicketsAsync(_testEvent.Owner, hidden, 1)).EnsureStatus(HttpStatusCode.OK);
        Assert.That(await _testEvent.CountUsesAsync("access", code), Is.EqualTo((1, 1L)), "the event team needs no code");
    }

    [TestCase("is_active = false")]
    [TestCase("valid_from = now() + interval '1 day'")]
    [TestCase("valid_till = now() - interval '1 day'")]
    [TestCase("min_quantity = 2")]
    [TestCase("max_quantity = 0")]
    [TestCase("deleted_at = now()")]
    public async Task Invalid_code_unlocks_and_discounts_nothing(string flaw)
    {
        var buyer = await _server.RegisterUserAsync();
        var open = await _testEvent.CreateTicketAsync(10, type: "paid", price: 10);
        var hidden = await _testEvent.CreateTicketAsync(10, hidden: true);
        var discount = (await _testEvent.CreateDiscountCodeAsync($"D{open}", 5, 50, "percent", open)).Id();
        var access = (await _testEvent.CreateAccessCodeAsync($"A{hidden}", 5, hidden)).Id();
        foreach (var (table, id) in new[] { ("discount_codes", discount), ("access_codes", access) })
            await _server.SqlAsync($"UPDATE {table} SET {flaw} WHERE id = {id}");
        var answers = new[]
        {
            await TicketedEvent.CreateOrderAsync(
                buyer,
                new { tickets = new[] { new { id = open, quantity = 1 } }, discount_code = discount }
            ),
            await TicketedEvent.CreateOrderAsync(
                buyer,
                new { tickets = new[] { new { id = hidden, quantity = 1 } }, access_code = access }
            ),
            await buyer.PostAsync(
                "/v1/orders/calculate-amount",
                new { tickets = new[] { new { id = open, quantity = 1 } }, discount_code = discount }
            ),
        };
        Assert.That(
            answers.Select(a => a.Status),
            Is.All.EqualTo(
                flaw.StartsWith("deleted", StringComparison.Ordinal) ? HttpStatusCode.NotFound : HttpStatusCode.UnprocessableEntity
            )
        );
        Assert.That(await _testEvent.GetTakenSeatsAsync(open) + await _testEvent.GetTakenSeatsAsync(hidden), Is.Zero);
    }

    [TestCase("sales_starts_at = now() + interval '1 day'", 1, HttpStatusCode.Conflict)]
    [TestCase("sales_ends_at = now() - interval '1 day'", 1, HttpStatusCode.Conflict)]
    [TestCase("min_order = 2", 1, HttpStatusCode.UnprocessableEntity)]
    [TestCase("max_order = 2", 3, HttpStatusCode.UnprocessableEntity)]
    [TestCase("deleted_at = now()", 1, HttpStatusCode.NotFound)]
    public async Task Ticket_sale_rules_are_enforced(string rule, int quantity, HttpStatusCode answer)
    {
        var buyer = await _server.RegisterUserAsync();
        var ticket = await _testEvent.CreateTicketAsync(10);
        (await TicketedEvent.OrderTicketsAsync(buyer, ticket, 2)).EnsureStatus(HttpStatusCode.OK);
        await _server.SqlAsync($"UPDATE tickets SET {rule} WHERE id = {ticket}");
        Assert.That((await TicketedEvent.OrderTicketsAsync(buyer, ticket, quantity)).Status, Is.EqualTo(answer));
        Assert.That(await _testEvent.GetTakenSeatsAsync(ticket), Is.EqualTo(2));
    }

    [TestCase("state = 'Draft'")]
    [TestCase("deleted_at = now()")]
    public async Task Unpublished_or_deleted_event_sells_nothing(string change)
    {
        var testEvent = await TicketedEvent.CreateAsync(_server, "Unpublished");
        var ticket = await testEvent.CreateTicketAsync(10);
        await _server.SqlAsync($"UPDATE events SET {change} WHERE id = {testEvent.EventId}");
        Assert.That(
            (await TicketedEvent.OrderTicketsAsync(await _server.RegisterUserAsync(), ticket, 1)).Status,
            Is.EqualTo(HttpStatusCode.NotFound)
        );
    }

    [Test]
    public async Task Overdue_order_is_shown_as_expired_before_the_job_runs()
    {
        var buyer = await _server.RegisterUserAsync();
        var order = (await TicketedEvent.OrderTicketsAsync(buyer, await _testEvent.CreateTicketAsync(10), 1)).EnsureStatus(
            HttpStatusCode.OK
        );
        await _server.SqlAsync($"UPDATE orders SET expires_at = now() - interval '1 second' WHERE id = {order.Id()}");
        Assert.That((await buyer.GetAsync($"/v1/orders/{order.Id()}")).Attribute("status").GetString(), Is.EqualTo("expired"));
        Assert.That(
            (await buyer.GetAsync($"/v1/users/{buyer.UserId}/orders")).Data[0].GetProperty("attributes").GetProperty("status").GetString(),
            Is.EqualTo("expired")
        );
        Assert.That(await _testEvent.GetStatusAsync(order.Id()), Is.EqualTo("initializing"), "the job has not run");
        (await TicketedEvent.UpdateOrderAsync(buyer, order.Id(), new { status = "expired" })).EnsureStatus(HttpStatusCode.OK);
        Assert.That(await _testEvent.GetStatusAsync(order.Id()), Is.EqualTo("expired"), "sending back the shown status expires the order");
        Assert.That(
            (await TicketedEvent.UpdateOrderAsync(buyer, order.Id(), new { status = "pending" })).Status,
            Is.EqualTo(HttpStatusCode.Forbidden)
        );
    }

    [Test]
    public async Task Free_tickets_need_a_verified_email_unless_configured_otherwise()
    {
        var newcomer = await _server.RegisterUserAsync(verified: false);
        Assert.That(
            (await TicketedEvent.OrderTicketsAsync(newcomer, await _testEvent.CreateTicketAsync(5), 1)).Status,
            Is.EqualTo(HttpStatusCode.Forbidden)
        );
        await using var lenient = await OpenEventServer.StartAsync("--Orders:AllowUnverifiedFree=true");
        var there = await TicketedEvent.CreateAsync(lenient);
        (
            await TicketedEvent.OrderTicketsAsync(await lenient.RegisterUserAsync(verified: false), await there.CreateTicketAsync(5), 1)
        ).EnsureStatus(HttpStatusCode.OK);
        (await TicketedEvent.OrderTicketsAsync(newcomer, await _testEvent.CreateTicketAsync(5, type: "paid", price: 1), 1)).EnsureStatus(
            HttpStatusCode.OK
        );
    }

    [Test]
    public async Task Only_the_event_team_creates_on_site_orders()
    {
        var ticket = await _testEvent.CreateTicketAsync(10);
        var body = JsonApiDocument.Of(
            "order",
            null,
            new { status = "completed", on_site_tickets = new[] { new { id = $"{ticket}", quantity = "3" } } },
            ("event", "event", _testEvent.EventId)
        );
        Assert.That(
            (await (await _server.RegisterUserAsync()).PostAsync("/v1/orders?onsite=true", body.ToJsonString())).Status,
            Is.EqualTo(HttpStatusCode.Forbidden)
        );
        var order = (await _testEvent.Owner.PostAsync("/v1/orders?onsite=true", body)).EnsureStatus(HttpStatusCode.Created);
        Assert.That(order.Attribute("status").GetString(), Is.EqualTo("completed"));
        Assert.That((await _testEvent.Owner.GetAsync($"/v1/orders/{order.Id()}/attendees")).Data.GetArrayLength(), Is.EqualTo(3));
    }
}
