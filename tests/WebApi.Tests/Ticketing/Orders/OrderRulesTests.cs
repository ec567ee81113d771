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
    public async Task Submitting_requires_answers_to_every_required_question()
    {
        var testEvent = await TicketedEvent.CreateAsync(_server, "Questions");
        var buyer = await _server.RegisterUserAsync();
        foreach (var (identifier, type) in new[] { ("job-title", "text"), ("tshirt", "select") })
        {
            var form = await testEvent.Owner.CreateAsync(
                "custom-form",
                new
                {
                    form = "attendee",
                    field_identifier = identifier,
                    type,
                    is_required = true,
                    is_included = true,
                },
                ("event", "event", testEvent.EventId)
            );
            if (type == "select")
                (
                    await testEvent.Owner.PostAsync(
                        $"/v1/custom-forms/{form.Id()}/custom-form-options",
                        JsonApiDocument.Of("custom-form-option", null, new { value = "L" })
                    )
                ).EnsureStatus(HttpStatusCode.Created);
        }

        var order = await TicketedEvent.CheckoutAsync(buyer, await testEvent.CreateTicketAsync(10), "ann@example.org", "bob@example.org");
        var refused = await TicketedEvent.UpdateOrderAsync(buyer, order.Id(), new { status = "pending" });
        Assert.That(refused.Status, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        Assert.That(
            refused
                .Json.GetProperty("errors")
                .EnumerateArray()
                .Count(e => e.GetProperty("detail").GetString()!.Contains("job-title is required", StringComparison.Ordinal)),
            Is.EqualTo(2)
        );

        var seats = (await buyer.GetAsync($"/v1/orders/{order.Id()}/attendees")).Ids.ToList();
        var wrong = await buyer.PatchAsync(
            $"/v1/attendees/{seats[0]}",
            JsonApiDocument.Of("attendee", seats[0], new { complex_field_values = new { tshirt = "huge" } })
        );
        Assert.That(wrong.Status, Is.EqualTo(HttpStatusCode.UnprocessableEntity), "not one of the options");
        foreach (var seat in seats)
            (
                await buyer.PatchAsync(
                    $"/v1/attendees/{seat}",
                    JsonApiDocument.Of("attendee", seat, new { job_title = "Cook", complex_field_values = new { tshirt = "L" } })
                )
            ).EnsureStatus(HttpStatusCode.OK);
        (await TicketedEvent.UpdateOrderAsync(buyer, order.Id(), new { status = "pending" })).EnsureStatus(HttpStatusCode.OK);
    }

    [Test]
    public async Task Answers_are_read_back_by_underscored_names()
    {
        var buyer = await _server.RegisterUserAsync();
        var seat = await buyer.CreateAsync(
            "attendee",
            new { firstname = "Ann", complex_field_values = new { tshirtSize = "L" } },
            ("ticket", "ticket", $"{await _testEvent.CreateTicketAsync(5)}"),
            ("event", "event", _testEvent.EventId)
        );
        Assert.That(seat.Attribute("complex-field-values").GetProperty("tshirt_size").GetString(), Is.EqualTo("L"));
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

    [TestCase(true, "118.00", "18.00")]
    [TestCase(false, "139.24", "21.24")]
    public async Task Tax_is_included_or_added_and_the_order_costs_what_was_quoted(bool included, string total, string tax)
    {
        var testEvent = await TicketedEvent.CreateAsync(_server, "Taxed");
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
        var quote = (await _server.Anonymous.PostAsync("/v1/orders/calculate-amount", request)).EnsureStatus(HttpStatusCode.OK).Json;
        Assert.That(
            (quote.GetProperty("total").GetDecimal(), quote.GetProperty("tax").GetProperty("amount").GetDecimal()),
            Is.EqualTo((ParseAmount(total), ParseAmount(tax)))
        );
        var order = (await TicketedEvent.CreateOrderAsync(await _server.RegisterUserAsync(), request)).EnsureStatus(HttpStatusCode.OK);
        Assert.That(order.Attribute("amount").GetDecimal(), Is.EqualTo(ParseAmount(total)));
    }

    [Test]
    public async Task Platform_fee_applies_to_tickets_that_do_not_absorb_it()
    {
        var testEvent = await TicketedEvent.CreateAsync(_server, "Fees");
        (
            await testEvent.Owner.PatchAsync(
                $"/v1/events/{testEvent.EventId}",
                JsonApiDocument.Of("event", testEvent.EventId, new { payment_currency = "NOK" })
            )
        ).EnsureStatus(HttpStatusCode.OK);
        await _server.Admin.CreateAsync(
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
        await _server.SqlAsync($"UPDATE tickets SET is_fee_absorbed = true WHERE id = {absorbs}");
        var quote = (
            await _server.Anonymous.PostAsync(
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
            await _server.Anonymous.PostAsync("/v1/orders/calculate-amount", new { tickets = new[] { new { id = pays, quantity = 2 } } })
        ).Json;
        Assert.That(capped.GetProperty("total").GetDecimal(), Is.EqualTo(64));
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
    public async Task Unpaid_order_needs_billing_details_if_the_event_requires_them()
    {
        var testEvent = await TicketedEvent.CreateAsync(_server, "Billing");
        (
            await testEvent.Owner.PatchAsync(
                $"/v1/events/{testEvent.EventId}",
                JsonApiDocument.Of("event", testEvent.EventId, new { is_billing_info_mandatory = true })
            )
        ).EnsureStatus(HttpStatusCode.OK);
        var buyer = await _server.RegisterUserAsync();
        var order = (
            await TicketedEvent.CheckoutAsync(buyer, await testEvent.CreateTicketAsync(10, type: "paid", price: 9), "ann@example.org")
        ).Id();
        var refused = await TicketedEvent.UpdateOrderAsync(
            buyer,
            order,
            new
            {
                status = "placed",
                payment_mode = "onsite",
                is_billing_enabled = true,
                company = "Firm",
            }
        );
        Assert.That(
            refused
                .Json.GetProperty("errors")
                .EnumerateArray()
                .Select(e => e.GetProperty("source").GetProperty("pointer").GetString()!.Split('/')[^1]),
            Is.EquivalentTo("address city zipcode country".Split(' '))
        );
        var placed = (
            await TicketedEvent.UpdateOrderAsync(
                buyer,
                order,
                new
                {
                    status = "placed",
                    payment_mode = "onsite",
                    is_billing_enabled = true,
                    company = "Firm",
                    address = "Way 1",
                    city = "Town",
                    zipcode = "1",
                    country = "DE",
                }
            )
        ).EnsureStatus(HttpStatusCode.OK);
        Assert.That(placed.Attribute("status").GetString(), Is.EqualTo("placed"));
    }

    [Test]
    public async Task Buyer_cannot_complete_an_unpaid_order_but_may_cancel_it()
    {
        var buyer = await _server.RegisterUserAsync();
        var order = (
            await TicketedEvent.CheckoutAsync(buyer, await _testEvent.CreateTicketAsync(10, type: "paid", price: 9), "ann@example.org")
        ).Id();
        foreach (var mode in new[] { "free", "onsite", "bank" })
            Assert.That(
                (await TicketedEvent.UpdateOrderAsync(buyer, order, new { status = "completed", payment_mode = mode })).Status,
                Is.EqualTo(HttpStatusCode.Forbidden).Or.EqualTo(HttpStatusCode.UnprocessableEntity),
                mode
            );
        (await TicketedEvent.UpdateOrderAsync(buyer, order, new { status = "cancelled" })).EnsureStatus(HttpStatusCode.OK);
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

    [Test]
    public async Task Statistics_count_orders_seats_and_money_by_status()
    {
        var testEvent = await TicketedEvent.CreateAsync(_server, "Counted");
        var ticket = await testEvent.CreateTicketAsync(10, type: "paid", price: 9);
        var buyer = await _server.RegisterUserAsync();
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

    [Test]
    public async Task Event_team_resends_tickets_at_most_five_times_a_minute()
    {
        var buyer = await _server.RegisterUserAsync();
        var order = await TicketedEvent.CheckoutAsync(buyer, await _testEvent.CreateTicketAsync(10), "again@example.org");
        var body = new { data = new { order = order.Attribute("identifier").GetString(), user = "again@example.org" } };
        Assert.That(
            (await _testEvent.Owner.PostAsync("/v1/orders/resend-email", body)).Status,
            Is.EqualTo(HttpStatusCode.UnprocessableEntity),
            "the order has no tickets yet"
        );
        (await TicketedEvent.UpdateOrderAsync(buyer, order.Id(), new { status = "pending" })).EnsureStatus(HttpStatusCode.OK);
        Assert.That((await buyer.PostAsync("/v1/orders/resend-email", body)).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        (await _testEvent.Owner.PostAsync("/v1/orders/resend-email", body)).EnsureStatus(HttpStatusCode.OK);
        await _server.ProcessOutboxAsync();
        Assert.That(_testEvent.ReadTicketEmails()["again@example.org"].Count(), Is.EqualTo(2));
        // The test may take longer than the minute of the limit.
        await _server.SqlAsync("UPDATE throttle_counters SET until = now() + interval '1 hour'");
        for (var i = 0; i < 3; i++)
            (await _testEvent.Owner.PostAsync("/v1/orders/resend-email", body)).EnsureStatus(HttpStatusCode.OK);
        Assert.That((await _testEvent.Owner.PostAsync("/v1/orders/resend-email", body)).Status, Is.EqualTo(HttpStatusCode.TooManyRequests));
        (
            await buyer.PostAsync(
                "/v1/attendees/send-receipt",
                new Dictionary<string, string?> { ["order-identifier"] = order.Attribute("identifier").GetString() }
            )
        ).EnsureStatus(HttpStatusCode.OK);
    }

    private static decimal ParseAmount(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
