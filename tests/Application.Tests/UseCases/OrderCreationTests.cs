using NUnit.Framework;
using OpenEvent.Application.Ticketing;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Tests.UseCases;

/// <summary>The checkout: seats, prices, limits, and what is rejected before anything is written.</summary>
public sealed class OrderCreationTests
{
    private UseCaseRunner _runner = null!;
    private SampleEvent _event = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _runner = await UseCaseRunner.StartAsync();

    [OneTimeTearDown]
    public ValueTask StopAsync() => _runner.DisposeAsync();

    [SetUp]
    public async Task CreateEventAsync() => _event = await SampleEvent.CreateAsync(_runner);

    [Test]
    public async Task A_checkout_holds_its_seats_and_has_an_attendee_for_each()
    {
        var ticket = await _event.AddTicketAsync(new { price = 12.5 });
        var order = await OrderAsync(_event.Buyer, new TicketRequest(ticket.Id, 2));
        Assert.That((order.Status, order.Amount, order.UserId), Is.EqualTo((OrderStatus.Initializing, (decimal?)25, _event.Buyer.UserId)));
        Assert.That(order.ExpiresAt - order.CreatedAt, Is.EqualTo(TimeSpan.FromMinutes(15)).Within(TimeSpan.FromSeconds(10)));
        Assert.That(await TakenAsync(ticket), Is.EqualTo(2));
        Assert.That(await _runner.QueryAsync<long>($"SELECT count(*) FROM attendees WHERE order_id = {order.Id}"), Is.EqualTo(2));
    }

    [Test]
    public async Task The_last_seats_are_sold_once_and_a_rejected_order_takes_none()
    {
        var (few, many) = (await _event.AddTicketAsync(new { quantity = 2 }), await _event.AddTicketAsync());
        await OrderAsync(_event.Buyer, new TicketRequest(few.Id, 1));
        var rejected = Rejection.Catch(() => OrderAsync(_event.Buyer, new TicketRequest(many.Id, 1), new TicketRequest(few.Id, 2)));
        Assert.That((rejected.Kind, rejected.Problems[0].Id), Is.EqualTo((RejectionKind.Conflict, $"{few.Id}")));
        Assert.That(rejected.Message, Is.EqualTo($"Only 1 of \"{few.Name}\" are left."));
        Assert.That((await TakenAsync(few), await TakenAsync(many)), Is.EqualTo((1, 0)));
        Assert.That(await CountOrdersAsync(), Is.EqualTo(1));
    }

    [Test]
    public async Task The_event_team_sets_the_amount_and_a_buyer_does_not()
    {
        var ticket = await _event.AddTicketAsync();
        var request = new OrderRequest([new TicketRequest(ticket.Id, 1)], Amount: 4);
        var (byTeam, byBuyer) = (await OrderAsync(_event.Owner, request), await OrderAsync(_event.Buyer, request));
        Assert.That((byTeam.Amount, byTeam.IsAmountFinal), Is.EqualTo(((decimal?)4, true)));
        Assert.That((byBuyer.Amount, byBuyer.IsAmountFinal), Is.EqualTo(((decimal?)10, false)));
        Assert.That(Rejection.Of(() => OrderAsync(_event.Owner, request with { Amount = 4.005m })), Is.EqualTo("Invalid /amount"));
    }

    [Test]
    public async Task Tickets_of_two_events_are_not_in_one_order()
    {
        var (here, there) = (await _event.AddTicketAsync(), await (await SampleEvent.CreateAsync(_runner)).AddTicketAsync());
        Assert.That(
            Rejection.Of(() => OrderAsync(_event.Buyer, new TicketRequest(here.Id, 1), new TicketRequest(there.Id, 1))),
            Is.EqualTo("Invalid /tickets")
        );
    }

    [Test]
    public async Task An_order_without_seats_or_with_an_unknown_ticket_is_rejected()
    {
        var ticket = await _event.AddTicketAsync();
        Assert.That(Rejection.Of(() => OrderAsync(_event.Buyer, new TicketRequest(ticket.Id, 0))), Is.EqualTo("Invalid /tickets"));
        Assert.That(
            Rejection.Of(() => OrderAsync(_event.Buyer, new TicketRequest(ticket.Id, 1), new TicketRequest(999_999, 1))),
            Is.EqualTo("NotFound /tickets/1/id")
        );
    }

    [Test]
    public async Task Only_the_event_team_orders_tickets_of_a_draft()
    {
        var draft = await SampleEvent.CreateAsync(_runner, new { state = "draft" });
        var ticket = await draft.AddTicketAsync();
        Assert.That(Rejection.Of(() => OrderAsync(draft.Buyer, new TicketRequest(ticket.Id, 1))), Is.EqualTo("NotFound /tickets/0/id"));
        Assert.That((await OrderAsync(draft.Owner, new TicketRequest(ticket.Id, 1))).Amount, Is.EqualTo(10));
    }

    [Test]
    public async Task Free_tickets_need_a_verified_address_and_others_do_not()
    {
        var (free, paid) = (await _event.AddTicketAsync(new { type = "free", price = 0 }), await _event.AddTicketAsync());
        var unverified = _event.Buyer with { IsVerified = false };
        var rejected = Rejection.Catch(() => OrderAsync(unverified, new TicketRequest(free.Id, 1)));
        Assert.That((rejected.Kind, rejected.Problems[0].Code), Is.EqualTo((RejectionKind.Forbidden, "unverified-user")));
        Assert.That((await OrderAsync(unverified, new TicketRequest(free.Id, 1), new TicketRequest(paid.Id, 1))).Amount, Is.EqualTo(10));
    }

    [Test]
    public async Task A_buyer_has_at_most_five_unfinished_orders_and_the_team_any_number()
    {
        var ticket = await _event.AddTicketAsync(new { quantity = 100 });
        for (var i = 0; i < 5; i++)
            await OrderAsync(_event.Buyer, new TicketRequest(ticket.Id, 1));
        var rejected = Rejection.Catch(() => OrderAsync(_event.Buyer, new TicketRequest(ticket.Id, 1)));
        Assert.That((rejected.Kind, rejected.Message[..29]), Is.EqualTo((RejectionKind.TooManyRequests, "You have 5 unfinished orders.")));
        Assert.That(rejected.RetryAfter, Is.InRange(TimeSpan.FromMinutes(13), TimeSpan.FromMinutes(15)));
        for (var i = 0; i < 6; i++)
            await OrderAsync(_event.Owner, new TicketRequest(ticket.Id, 1));
        Assert.That(await TakenAsync(ticket), Is.EqualTo(11));
    }

    [Test]
    public async Task A_buyer_holds_at_most_twenty_seats_in_unfinished_orders()
    {
        var ticket = await _event.AddTicketAsync(new { quantity = 100 });
        await OrderAsync(_event.Buyer, new TicketRequest(ticket.Id, 19));
        await OrderAsync(_event.Buyer, new TicketRequest(ticket.Id, 1));
        var rejected = Rejection.Catch(() => OrderAsync(_event.Buyer, new TicketRequest(ticket.Id, 1)));
        Assert.That(rejected.Kind, Is.EqualTo(RejectionKind.TooManyRequests));
        Assert.That(rejected.Message, Does.StartWith("You have 20 seats in unfinished orders."));
    }

    [Test]
    public async Task An_overdue_order_of_another_buyer_frees_its_seats_for_a_new_one()
    {
        var ticket = await _event.AddTicketAsync(new { quantity = 1 });
        var overdue = await OrderAsync(_event.Buyer, new TicketRequest(ticket.Id, 1));
        await _runner.ExecuteAsync($"UPDATE orders SET expires_at = now() - interval '1 second' WHERE id = {overdue.Id}");
        await OrderAsync(_event.Owner, new TicketRequest(ticket.Id, 1));
        Assert.That(await TakenAsync(ticket), Is.EqualTo(1));
        Assert.That(await _runner.QueryAsync<string>($"SELECT status FROM orders WHERE id = {overdue.Id}"), Is.EqualTo("Expired"));
    }

    [Test]
    public async Task A_visitor_is_asked_to_sign_in_before_the_request_is_judged()
    {
        var ticket = await _event.AddTicketAsync();
        Assert.That(Rejection.Of(() => OrderAsync(Actor.Anonymous, new TicketRequest(ticket.Id, -1))), Is.EqualTo("Unauthenticated"));
        Assert.That(Rejection.Of(() => OrderAsync(Actor.Anonymous, new TicketRequest(ticket.Id, 1))), Is.EqualTo("Unauthenticated"));
        Assert.That(
            Rejection.Of(() => OrderAsync(_event.Buyer, new TicketRequest(ticket.Id, -1))),
            Is.EqualTo("Invalid /tickets/0/quantity")
        );
        Assert.That(await CountOrdersAsync(), Is.Zero);
    }

    private Task<Order> OrderAsync(Actor actor, params TicketRequest[] tickets) => OrderAsync(actor, new OrderRequest(tickets));

    private async Task<Order> OrderAsync(Actor actor, OrderRequest request) =>
        (await _runner.As(actor).SendAsync(new CreateOrder(request))).Rows[0];

    private Task<int> TakenAsync(Ticket ticket) => _runner.QueryAsync<int>($"SELECT taken FROM ticket_seats WHERE ticket_id = {ticket.Id}");

    private Task<long> CountOrdersAsync() => _runner.QueryAsync<long>($"SELECT count(*) FROM orders WHERE event_id = {_event.Id}");
}
