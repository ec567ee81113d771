using System.Net;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Ticketing;

/// <summary>What a ticket, a form, a tax and the clock demand of an order (<c>spec/mission.md</c> S2).</summary>
[TestFixture]
public sealed class OrderRulesTests
{
    private OpenEventServer _server = null!;
    private BoxOffice _office = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _server = await OpenEventServer.StartAsync();
        _office = await BoxOffice.OpenAsync(_server);
    }

    [OneTimeTearDown]
    public ValueTask StopAsync() => _server.DisposeAsync();

    [Test]
    public async Task A_hidden_ticket_is_sold_to_who_has_its_code_and_to_nobody_else()
    {
        var buyer = await _server.SomebodyAsync();
        var (hidden, other) = (await _office.TicketAsync(10, "Secret seat", hidden: true), await _office.TicketAsync(10, hidden: true));
        var code = (await _office.AccessAsync("OPEN", 5, hidden)).Id();
        var without = await BoxOffice.OrderAsync(buyer, hidden, 1);
        Assert.That(without.Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(without.Text, Does.Not.Contain("Secret seat"));
        Assert.That(
            (await buyer.PostAsync("/v1/orders/calculate-amount", new { tickets = new[] { new { id = hidden } } })).Status,
            Is.EqualTo(HttpStatusCode.Forbidden),
            "nor is it quoted"
        );
        Assert.That(
            (await BoxOffice.BuyAsync(buyer, new { tickets = new[] { new { id = other, quantity = 1 } }, access_code = code })).Status,
            Is.EqualTo(HttpStatusCode.UnprocessableEntity),
            "the code is for another"
        );
        (await BoxOffice.BuyAsync(buyer, new { tickets = new[] { new { id = hidden, quantity = 1 } }, access_code = "OPEN" })).Must(
            HttpStatusCode.OK
        );
        (await BoxOffice.OrderAsync(_office.Owner, hidden, 1)).Must(HttpStatusCode.OK);
        Assert.That(await _office.UsesAsync("access", code), Is.EqualTo((1, 1L)), "the event's team needs no code");
    }

    [TestCase("is_active = false")]
    [TestCase("valid_from = now() + interval '1 day'")]
    [TestCase("valid_till = now() - interval '1 day'")]
    [TestCase("min_quantity = 2")]
    [TestCase("max_quantity = 0")]
    [TestCase("deleted_at = now()")]
    public async Task A_code_that_is_not_good_now_opens_and_discounts_nothing(string flaw)
    {
        var buyer = await _server.SomebodyAsync();
        var (open, hidden) = (await _office.TicketAsync(10, type: "paid", price: 10), await _office.TicketAsync(10, hidden: true));
        var (discount, access) = (
            (await _office.DiscountAsync($"D{open}", 5, 50, "percent", open)).Id(),
            (await _office.AccessAsync($"A{hidden}", 5, hidden)).Id()
        );
        foreach (var (table, id) in new[] { ("discount_codes", discount), ("access_codes", access) })
            await _server.SqlAsync($"UPDATE {table} SET {flaw} WHERE id = {id}");
        var answers = new[]
        {
            await BoxOffice.BuyAsync(buyer, new { tickets = new[] { new { id = open, quantity = 1 } }, discount_code = discount }),
            await BoxOffice.BuyAsync(buyer, new { tickets = new[] { new { id = hidden, quantity = 1 } }, access_code = access }),
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
        Assert.That(await _office.TakenAsync(open) + await _office.TakenAsync(hidden), Is.Zero);
    }

    [TestCase("sales_starts_at = now() + interval '1 day'", 1, HttpStatusCode.Conflict)]
    [TestCase("sales_ends_at = now() - interval '1 day'", 1, HttpStatusCode.Conflict)]
    [TestCase("min_order = 2", 1, HttpStatusCode.UnprocessableEntity)]
    [TestCase("max_order = 2", 3, HttpStatusCode.UnprocessableEntity)]
    [TestCase("deleted_at = now()", 1, HttpStatusCode.NotFound)]
    public async Task A_ticket_is_sold_as_it_says(string rule, int quantity, HttpStatusCode answer)
    {
        var buyer = await _server.SomebodyAsync();
        var ticket = await _office.TicketAsync(10);
        (await BoxOffice.OrderAsync(buyer, ticket, 2)).Must(HttpStatusCode.OK);
        await _server.SqlAsync($"UPDATE tickets SET {rule} WHERE id = {ticket}");
        Assert.That((await BoxOffice.OrderAsync(buyer, ticket, quantity)).Status, Is.EqualTo(answer));
        Assert.That(await _office.TakenAsync(ticket), Is.EqualTo(2));
    }

    [TestCase("state = 'Draft'")]
    [TestCase("deleted_at = now()")]
    public async Task Nothing_is_sold_of_an_event_that_is_not_out_or_gone(string gone)
    {
        var office = await BoxOffice.OpenAsync(_server, "Gone");
        var ticket = await office.TicketAsync(10);
        await _server.SqlAsync($"UPDATE events SET {gone} WHERE id = {office.EventId}");
        Assert.That((await BoxOffice.OrderAsync(await _server.SomebodyAsync(), ticket, 1)).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task Who_submits_has_answered_every_required_question_of_each_tickets_form()
    {
        var office = await BoxOffice.OpenAsync(_server, "Asking");
        var buyer = await _server.SomebodyAsync();
        foreach (var (identifier, type) in new[] { ("job-title", "text"), ("tshirt", "select") })
        {
            var form = await office.Owner.CreateAsync(
                "custom-form",
                new
                {
                    form = "attendee",
                    field_identifier = identifier,
                    type,
                    is_required = true,
                    is_included = true,
                },
                ("event", "event", office.EventId)
            );
            if (type == "select")
                (
                    await office.Owner.PostAsync(
                        $"/v1/custom-forms/{form.Id()}/custom-form-options",
                        Document.Of("custom-form-option", null, new { value = "L" })
                    )
                ).Must(HttpStatusCode.Created);
        }

        var order = await BoxOffice.CheckoutAsync(buyer, await office.TicketAsync(10), "ann@example.org", "bob@example.org");
        var refused = await BoxOffice.SetAsync(buyer, order.Id(), new { status = "pending" });
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
            Document.Of("attendee", seats[0], new { complex_field_values = new { tshirt = "huge" } })
        );
        Assert.That(wrong.Status, Is.EqualTo(HttpStatusCode.UnprocessableEntity), "no such choice");
        foreach (var seat in seats)
            (
                await buyer.PatchAsync(
                    $"/v1/attendees/{seat}",
                    Document.Of("attendee", seat, new { job_title = "Cook", complex_field_values = new { tshirt = "L" } })
                )
            ).Must(HttpStatusCode.OK);
        (await BoxOffice.SetAsync(buyer, order.Id(), new { status = "pending" })).Must(HttpStatusCode.OK);
    }

    [Test]
    public async Task Answers_are_read_back_by_underscored_names()
    {
        var buyer = await _server.SomebodyAsync();
        var seat = await buyer.CreateAsync(
            "attendee",
            new { firstname = "Ann", complex_field_values = new { tshirtSize = "L" } },
            ("ticket", "ticket", $"{await _office.TicketAsync(5)}"),
            ("event", "event", _office.EventId)
        );
        Assert.That(seat.Attribute("complex-field-values").GetProperty("tshirt_size").GetString(), Is.EqualTo("L"));
    }

    [Test]
    public async Task An_order_whose_time_is_over_is_shown_expired_before_anybody_has_expired_it()
    {
        var buyer = await _server.SomebodyAsync();
        var order = (await BoxOffice.OrderAsync(buyer, await _office.TicketAsync(10), 1)).Must(HttpStatusCode.OK);
        await _server.SqlAsync($"UPDATE orders SET expires_at = now() - interval '1 second' WHERE id = {order.Id()}");
        Assert.That((await buyer.GetAsync($"/v1/orders/{order.Id()}")).Attribute("status").GetString(), Is.EqualTo("expired"));
        Assert.That(
            (await buyer.GetAsync($"/v1/users/{buyer.UserId}/orders")).Data[0].GetProperty("attributes").GetProperty("status").GetString(),
            Is.EqualTo("expired")
        );
        Assert.That(await _office.StatusAsync(order.Id()), Is.EqualTo("initializing"), "the control: nobody has");
        (await BoxOffice.SetAsync(buyer, order.Id(), new { status = "expired" })).Must(HttpStatusCode.OK);
        Assert.That(await _office.StatusAsync(order.Id()), Is.EqualTo("expired"), "what was shown is sent back unchanged");
        Assert.That((await BoxOffice.SetAsync(buyer, order.Id(), new { status = "pending" })).Status, Is.EqualTo(HttpStatusCode.Forbidden));
    }

    [TestCase(true, "118.00", "18.00")]
    [TestCase(false, "139.24", "21.24")]
    public async Task A_tax_is_in_the_price_or_on_it_and_the_order_is_charged_what_was_quoted(bool included, string total, string tax)
    {
        var office = await BoxOffice.OpenAsync(_server, "Taxed");
        await office.Owner.CreateAsync(
            "tax",
            new
            {
                name = "GST",
                rate = 18,
                is_tax_included_in_price = included,
            },
            ("event", "event", office.EventId)
        );
        var request = new { tickets = new[] { new { id = await office.TicketAsync(10, type: "paid", price: 59), quantity = 2 } } };
        var quote = (await _server.Anonymous.PostAsync("/v1/orders/calculate-amount", request)).Must(HttpStatusCode.OK).Json;
        Assert.That(
            (quote.GetProperty("total").GetDecimal(), quote.GetProperty("tax").GetProperty("amount").GetDecimal()),
            Is.EqualTo((Money(total), Money(tax)))
        );
        var order = (await BoxOffice.BuyAsync(await _server.SomebodyAsync(), request)).Must(HttpStatusCode.OK);
        Assert.That(order.Attribute("amount").GetDecimal(), Is.EqualTo(Money(total)));
    }

    [Test]
    public async Task The_platforms_fee_is_on_tickets_of_its_currency_that_do_not_absorb_it()
    {
        var office = await BoxOffice.OpenAsync(_server, "Feed");
        (
            await office.Owner.PatchAsync(
                $"/v1/events/{office.EventId}",
                Document.Of("event", office.EventId, new { payment_currency = "NOK" })
            )
        ).Must(HttpStatusCode.OK);
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
        var (pays, absorbs) = (
            await office.TicketAsync(10, type: "paid", price: 30),
            await office.TicketAsync(10, type: "paid", price: 30)
        );
        await _server.SqlAsync($"UPDATE tickets SET is_fee_absorbed = true WHERE id = {absorbs}");
        var quote = (
            await _server.Anonymous.PostAsync(
                "/v1/orders/calculate-amount",
                new { tickets = new[] { new { id = pays, quantity = 1 }, new { id = absorbs, quantity = 1 } } }
            )
        )
            .Must(HttpStatusCode.OK)
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
    public async Task Free_tickets_are_for_the_verified_unless_the_server_says_otherwise()
    {
        var newcomer = await _server.SomebodyAsync(verified: false);
        Assert.That((await BoxOffice.OrderAsync(newcomer, await _office.TicketAsync(5), 1)).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        await using var lenient = await OpenEventServer.StartAsync("--Orders:AllowUnverifiedFree=true");
        var there = await BoxOffice.OpenAsync(lenient);
        (await BoxOffice.OrderAsync(await lenient.SomebodyAsync(verified: false), await there.TicketAsync(5), 1)).Must(HttpStatusCode.OK);
        (await BoxOffice.OrderAsync(newcomer, await _office.TicketAsync(5, type: "paid", price: 1), 1)).Must(HttpStatusCode.OK);
    }

    [Test]
    public async Task An_unpaid_order_wants_billing_details_where_the_event_does()
    {
        var office = await BoxOffice.OpenAsync(_server, "Billing");
        (
            await office.Owner.PatchAsync(
                $"/v1/events/{office.EventId}",
                Document.Of("event", office.EventId, new { is_billing_info_mandatory = true })
            )
        ).Must(HttpStatusCode.OK);
        var buyer = await _server.SomebodyAsync();
        var order = (await BoxOffice.CheckoutAsync(buyer, await office.TicketAsync(10, type: "paid", price: 9), "ann@example.org")).Id();
        var refused = await BoxOffice.SetAsync(
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
            await BoxOffice.SetAsync(
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
        ).Must(HttpStatusCode.OK);
        Assert.That(placed.Attribute("status").GetString(), Is.EqualTo("placed"));
    }

    [Test]
    public async Task A_buyer_never_marks_an_unpaid_order_paid_and_may_cancel_it()
    {
        var buyer = await _server.SomebodyAsync();
        var order = (await BoxOffice.CheckoutAsync(buyer, await _office.TicketAsync(10, type: "paid", price: 9), "ann@example.org")).Id();
        foreach (var mode in new[] { "free", "onsite", "bank" })
            Assert.That(
                (await BoxOffice.SetAsync(buyer, order, new { status = "completed", payment_mode = mode })).Status,
                Is.EqualTo(HttpStatusCode.Forbidden).Or.EqualTo(HttpStatusCode.UnprocessableEntity),
                mode
            );
        (await BoxOffice.SetAsync(buyer, order, new { status = "cancelled" })).Must(HttpStatusCode.OK);
    }

    [Test]
    public async Task On_site_the_team_orders_for_people_who_are_not_named_and_nobody_else_does()
    {
        var ticket = await _office.TicketAsync(10);
        var body = Document.Of(
            "order",
            null,
            new { status = "completed", on_site_tickets = new[] { new { id = $"{ticket}", quantity = "3" } } },
            ("event", "event", _office.EventId)
        );
        Assert.That(
            (await (await _server.SomebodyAsync()).PostAsync("/v1/orders?onsite=true", body.ToJsonString())).Status,
            Is.EqualTo(HttpStatusCode.Forbidden)
        );
        var order = (await _office.Owner.PostAsync("/v1/orders?onsite=true", body)).Must(HttpStatusCode.Created);
        Assert.That(order.Attribute("status").GetString(), Is.EqualTo("completed"));
        Assert.That((await _office.Owner.GetAsync($"/v1/orders/{order.Id()}/attendees")).Data.GetArrayLength(), Is.EqualTo(3));
    }

    [Test]
    public async Task Statistics_count_orders_seats_and_money_by_status()
    {
        var office = await BoxOffice.OpenAsync(_server, "Counted");
        var (ticket, buyer) = (await office.TicketAsync(10, type: "paid", price: 9), await _server.SomebodyAsync());
        await BoxOffice.OrderAsync(buyer, ticket, 2);
        var placed = (await BoxOffice.CheckoutAsync(buyer, ticket, "ann@example.org")).Id();
        (await BoxOffice.SetAsync(buyer, placed, new { status = "placed", payment_mode = "onsite" })).Must(HttpStatusCode.OK);
        foreach (var url in new[] { $"/v1/events/{office.EventId}/order-statistics", $"/v1/tickets/{ticket}/order-statistics" })
        {
            var counted = (await office.Owner.GetAsync(url)).Must(HttpStatusCode.OK);
            Assert.That(
                (
                    Of("orders", "total"),
                    Of("tickets", "total"),
                    Of("sales", "total"),
                    Of("orders", "placed"),
                    Of("tickets", "initializing"),
                    Of("sales", "placed")
                ),
                Is.EqualTo((2m, 3m, 27m, 1m, 2m, 9m)),
                url
            );
            Assert.That((await buyer.GetAsync(url)).Status, Is.EqualTo(HttpStatusCode.Forbidden));

            decimal Of(string what, string status) => counted.Attribute(what).GetProperty(status).GetDecimal();
        }
    }

    [Test]
    public async Task Tickets_are_mailed_again_when_the_team_says_so_and_five_times_a_minute_at_most()
    {
        var buyer = await _server.SomebodyAsync();
        var order = await BoxOffice.CheckoutAsync(buyer, await _office.TicketAsync(10), "again@example.org");
        var body = new { data = new { order = order.Attribute("identifier").GetString(), user = "again@example.org" } };
        Assert.That(
            (await _office.Owner.PostAsync("/v1/orders/resend-email", body)).Status,
            Is.EqualTo(HttpStatusCode.UnprocessableEntity),
            "there are no tickets yet"
        );
        (await BoxOffice.SetAsync(buyer, order.Id(), new { status = "pending" })).Must(HttpStatusCode.OK);
        Assert.That((await buyer.PostAsync("/v1/orders/resend-email", body)).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        (await _office.Owner.PostAsync("/v1/orders/resend-email", body)).Must(HttpStatusCode.OK);
        await _server.WorkOffAsync();
        Assert.That(_office.Post()["again@example.org"].Count(), Is.EqualTo(2));
        await _server.SqlAsync("UPDATE throttle_counters SET until = now() + interval '1 hour'"); // the minute of this test may be a long one
        for (var more = 0; more < 3; more++)
            (await _office.Owner.PostAsync("/v1/orders/resend-email", body)).Must(HttpStatusCode.OK);
        Assert.That((await _office.Owner.PostAsync("/v1/orders/resend-email", body)).Status, Is.EqualTo(HttpStatusCode.TooManyRequests));
        (
            await buyer.PostAsync(
                "/v1/attendees/send-receipt",
                new Dictionary<string, string?> { ["order-identifier"] = order.Attribute("identifier").GetString() }
            )
        ).Must(HttpStatusCode.OK);
    }

    private static decimal Money(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
