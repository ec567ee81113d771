using System.Net;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Ticketing;

/// <summary>What a checkout needs before it can be submitted (docs/reference/orders.md#required-answers).</summary>
[TestFixture]
public sealed class OrderSubmissionTests : TicketedEventFixture
{
    [Test]
    public async Task Submitting_requires_answers_to_every_required_question()
    {
        var testEvent = await TicketedEvent.CreateAsync(Server, "Questions");
        var buyer = await Server.RegisterUserAsync();
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
        var rejected = await TicketedEvent.UpdateOrderAsync(buyer, order.Id(), new { status = "pending" });
        Assert.That(rejected.Status, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        Assert.That(
            rejected
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
        var buyer = await Server.RegisterUserAsync();
        var seat = await buyer.CreateAsync(
            "attendee",
            new { firstname = "Ann", complex_field_values = new { tshirtSize = "L" } },
            ("ticket", "ticket", $"{await TestEvent.CreateTicketAsync(5)}"),
            ("event", "event", TestEvent.EventId)
        );
        Assert.That(seat.Attribute("complex-field-values").GetProperty("tshirt_size").GetString(), Is.EqualTo("L"));
    }

    [Test]
    public async Task Unpaid_order_needs_billing_details_if_the_event_requires_them()
    {
        var testEvent = await TicketedEvent.CreateAsync(Server, "Billing");
        (
            await testEvent.Owner.PatchAsync(
                $"/v1/events/{testEvent.EventId}",
                JsonApiDocument.Of("event", testEvent.EventId, new { is_billing_info_mandatory = true })
            )
        ).EnsureStatus(HttpStatusCode.OK);
        var buyer = await Server.RegisterUserAsync();
        var order = (
            await TicketedEvent.CheckoutAsync(buyer, await testEvent.CreateTicketAsync(10, type: "paid", price: 9), "ann@example.org")
        ).Id();
        var rejected = await TicketedEvent.UpdateOrderAsync(
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
            rejected
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
        var buyer = await Server.RegisterUserAsync();
        var order = (
            await TicketedEvent.CheckoutAsync(buyer, await TestEvent.CreateTicketAsync(10, type: "paid", price: 9), "ann@example.org")
        ).Id();
        foreach (var mode in new[] { "free", "onsite", "bank" })
            Assert.That(
                (await TicketedEvent.UpdateOrderAsync(buyer, order, new { status = "completed", payment_mode = mode })).Status,
                Is.EqualTo(HttpStatusCode.Forbidden).Or.EqualTo(HttpStatusCode.UnprocessableEntity),
                mode
            );
        (await TicketedEvent.UpdateOrderAsync(buyer, order, new { status = "cancelled" })).EnsureStatus(HttpStatusCode.OK);
    }
}
