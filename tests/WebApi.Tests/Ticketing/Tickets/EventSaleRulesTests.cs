using System.Net;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Events;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Ticketing;

/// <summary>The rules that an event shares with its tickets and orders hold whichever of them is written.</summary>
[TestFixture]
public sealed class EventSaleRulesTests : ServerFixture
{
    private TicketedEvent _event = null!;
    private ApiClient _buyer = null!;
    private long _ticket;

    [SetUp]
    public async Task StartAsync()
    {
        _event = await TicketedEvent.CreateAsync(Server);
        _buyer = await Server.RegisterUserAsync();
        _ticket = await _event.CreateTicketAsync(10, type: "paid", price: 40);
    }

    [Test]
    public async Task An_event_cannot_end_before_the_sale_of_its_tickets()
    {
        var times = new { starts_at = "2015-05-01T09:00:00Z", ends_at = "2015-05-03T18:00:00Z" };
        var rejected = await TestEvents.TryUpdateAsync(_event.Owner, _event.EventId, times);
        Assert.That((rejected.Status, rejected.Pointer), Is.EqualTo((HttpStatusCode.UnprocessableEntity, "/data/attributes/ends-at")));
        (await _event.Owner.DeleteAsync($"/v1/tickets/{_ticket}")).EnsureStatus(HttpStatusCode.OK);
        await TestEvents.UpdateAsync(_event.Owner, _event.EventId, times);
    }

    [Test]
    public async Task An_event_that_is_over_sells_nothing_and_its_tickets_can_still_be_changed()
    {
        await MoveToThePastAsync();
        var rejected = await TicketedEvent.OrderTicketsAsync(_buyer, _ticket, 1);
        Assert.That((rejected.Status, rejected.Detail), Is.EqualTo((HttpStatusCode.Conflict, "The event is over.")));
        (await PatchTicketAsync(new { quantity = 12 })).EnsureStatus(HttpStatusCode.OK);
        var wrong = await PatchTicketAsync(new { sales_ends_at = "2099-04-01T00:00:00Z" });
        Assert.That((wrong.Status, wrong.Pointer), Is.EqualTo((HttpStatusCode.UnprocessableEntity, "/data/attributes/sales-ends-at")));
    }

    [Test]
    public async Task A_checkout_cannot_be_submitted_after_the_event()
    {
        var order = (await TicketedEvent.CheckoutAsync(_buyer, _ticket, "a@example.org")).Id();
        await MoveToThePastAsync();
        var rejected = await SubmitAsync(order);
        Assert.That((rejected.Status, rejected.Detail), Is.EqualTo((HttpStatusCode.Conflict, "The event is over.")));
    }

    [Test]
    public async Task An_event_that_sells_for_money_accepts_some_payment()
    {
        var rejected = await TestEvents.TryUpdateAsync(_event.Owner, _event.EventId, new { can_pay_onsite = false });
        Assert.That(
            (rejected.Status, rejected.Pointer),
            Is.EqualTo((HttpStatusCode.UnprocessableEntity, "/data/attributes/can-pay-onsite"))
        );
        await TestEvents.UpdateAsync(_event.Owner, _event.EventId, new { can_pay_onsite = false, can_pay_by_bank = true });
    }

    [Test]
    public async Task Without_payments_a_ticket_that_costs_money_is_not_sold()
    {
        await Server.SqlAsync($"UPDATE events SET can_pay_onsite = false WHERE id = {_event.EventId}");
        var rejected = await TicketedEvent.OrderTicketsAsync(_buyer, _ticket, 1);
        Assert.That(
            (rejected.Status, rejected.Detail),
            Is.EqualTo((HttpStatusCode.Conflict, "\"Seat 1\" costs money, but the event accepts no payments."))
        );
        Assert.That(await _event.GetTakenSeatsAsync(_ticket), Is.Zero);
    }

    [Test]
    public async Task A_checkout_waits_while_its_event_is_not_published()
    {
        var order = (await TicketedEvent.CheckoutAsync(_buyer, _ticket, "a@example.org")).Id();
        await TestEvents.UpdateAsync(_event.Owner, _event.EventId, new { state = "draft" });
        var rejected = await SubmitAsync(order);
        Assert.That((rejected.Status, rejected.Detail), Is.EqualTo((HttpStatusCode.Conflict, "The event is not on sale any more.")));
        await TestEvents.UpdateAsync(_event.Owner, _event.EventId, new { state = "published" });
        (await SubmitAsync(order)).EnsureStatus(HttpStatusCode.OK);
    }

    private Task MoveToThePastAsync() =>
        Server.SqlAsync($"UPDATE events SET starts_at = '2015-05-01 09:00Z', ends_at = '2015-05-03 09:00Z' WHERE id = {_event.EventId}");

    private Task<ApiResponse> PatchTicketAsync(object attributes) =>
        _event.Owner.PatchAsync($"/v1/tickets/{_ticket}", JsonApiDocument.Of("ticket", $"{_ticket}", attributes));

    private Task<ApiResponse> SubmitAsync(string order) =>
        TicketedEvent.UpdateOrderAsync(_buyer, order, new { status = "pending", payment_mode = "onsite" });
}
