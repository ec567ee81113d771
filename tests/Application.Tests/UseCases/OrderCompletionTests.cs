using NUnit.Framework;
using OpenEvent.Application.Ticketing;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Tests.UseCases;

/// <summary>The submission of a checkout: what it needs, and what the order becomes.</summary>
public sealed class OrderCompletionTests
{
    private UseCaseRunner _runner = null!;
    private SampleEvent _event = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _runner = await UseCaseRunner.StartAsync();

    [OneTimeTearDown]
    public ValueTask StopAsync() => _runner.DisposeAsync();

    [SetUp]
    public async Task CreateEventAsync() => _event = await SampleEvent.CreateAsync(_runner);

    [TestCase("pending")]
    [TestCase("completed")]
    public async Task A_free_order_is_completed_by_its_submission(string status)
    {
        var order = await CheckOutAsync(new { type = "free", price = 0 });
        var submitted = await ChangeAsync(_event.Buyer, order, new { status });
        Assert.That(
            (submitted.Status, submitted.PaymentMode, submitted.ExpiresAt),
            Is.EqualTo((OrderStatus.Completed, "free", (DateTimeOffset?)null))
        );
        Assert.That(submitted.CompletedAt, Is.Not.Null);
        Assert.That(await CountDeliveriesAsync(submitted), Is.EqualTo(1), "its tickets are issued");
    }

    [Test]
    public async Task An_order_with_an_offline_payment_mode_is_placed_and_the_team_completes_it()
    {
        var placed = await ChangeAsync(_event.Buyer, await CheckOutAsync(), new { status = "pending", payment_mode = "bank" });
        Assert.That((placed.Status, await CountPaymentsAsync(placed)), Is.EqualTo((OrderStatus.Placed, 0L)));
        var completed = await ChangeAsync(_event.Owner, placed, new { status = "completed" });
        Assert.That((completed.Status, await CountDeliveriesAsync(completed)), Is.EqualTo((OrderStatus.Completed, 2L)));
        Assert.That(
            await _runner.QueryAsync<string>(
                $"SELECT concat_ws(' ', provider, taken::int, currency, state) FROM payments WHERE order_id = {completed.Id}"
            ),
            Is.EqualTo("bank 20 EUR Succeeded")
        );
    }

    [Test]
    public async Task A_buyer_pays_before_the_order_is_completed()
    {
        var order = await CheckOutAsync();
        Assert.That(
            Rejection.Of(() => ChangeAsync(_event.Buyer, order, new { status = "completed", payment_mode = "bank" })),
            Is.EqualTo("Forbidden /data/attributes/status")
        );
        Assert.That(
            Rejection.Of(() => ChangeAsync(_event.Owner, order, new { status = "completed" })),
            Is.EqualTo("Forbidden /data/attributes/status")
        );
        Assert.That(await StatusAsync(order), Is.EqualTo("Initializing"));
    }

    [TestCase(null)]
    [TestCase("free")]
    [TestCase("cheque")]
    [TestCase("stripe")]
    public async Task An_order_that_costs_something_needs_a_payment_mode_of_the_event(string? mode)
    {
        var order = await CheckOutAsync();
        Assert.That(
            Rejection.Of(() => ChangeAsync(_event.Buyer, order, new { status = "pending", payment_mode = mode })),
            Is.EqualTo("Invalid /data/attributes/payment-mode")
        );
        Assert.That(await StatusAsync(order), Is.EqualTo("Initializing"));
    }

    [Test]
    public async Task Missing_billing_details_are_reported_together()
    {
        _event = await SampleEvent.CreateAsync(_runner, new { is_billing_info_mandatory = true });
        var order = await CheckOutAsync();
        Assert.That(
            Rejection.Of(() =>
                ChangeAsync(
                    _event.Buyer,
                    order,
                    new
                    {
                        status = "pending",
                        payment_mode = "bank",
                        city = "Rome",
                        company = " ",
                    }
                )
            ),
            Is.EqualTo(
                "Invalid /data/attributes/is-billing-enabled /data/attributes/company /data/attributes/address "
                    + "/data/attributes/zipcode /data/attributes/country"
            )
        );
    }

    [Test]
    public async Task Required_answers_of_each_attendee_are_needed_and_the_team_needs_none()
    {
        _event = await SampleEvent.CreateAsync(_runner, new { is_ticket_form_enabled = true });
        var order = await CheckOutAsync();
        var submission = new { status = "pending", payment_mode = "bank" };
        var rejected = Rejection.Catch(() => ChangeAsync(_event.Buyer, order, submission));
        Assert.That(
            rejected.Problems.Select(p => p.Pointer),
            Is.EqualTo(["/data/relationships/attendees", "/data/relationships/attendees"])
        );
        Assert.That(rejected.Problems[0].Detail, Does.EndWith("email is required."));
        Assert.That(rejected.Problems[0].Id, Is.Not.Null);
        await _runner.ExecuteAsync($"UPDATE attendees SET email = 'ann@example.org' WHERE order_id = {order.Id}");
        Assert.That((await ChangeAsync(_event.Buyer, order, submission)).Status, Is.EqualTo(OrderStatus.Placed));
    }

    [Test]
    public async Task An_overdue_order_cannot_be_submitted_and_holds_its_seats_no_longer()
    {
        var order = await CheckOutAsync();
        await _runner.ExecuteAsync($"UPDATE orders SET expires_at = now() - interval '1 second' WHERE id = {order.Id}");
        var rejected = Rejection.Catch(() => ChangeAsync(_event.Buyer, order, new { order_notes = "Late" }));
        Assert.That(rejected.Kind, Is.AnyOf(RejectionKind.Conflict, RejectionKind.Forbidden));
        Assert.That(await _runner.SendAsServerAsync(new ExpireOrders()), Is.EqualTo(1));
        Assert.That((await StatusAsync(order), await TakenAsync(order)), Is.EqualTo(("Expired", 0)));
    }

    [Test]
    public async Task An_event_that_is_withdrawn_takes_no_submissions()
    {
        var order = await CheckOutAsync();
        await _runner.ExecuteAsync($"UPDATE events SET state = 'Draft' WHERE id = {_event.Id}");
        Assert.That(
            Rejection.Of(() => ChangeAsync(_event.Buyer, order, new { status = "pending", payment_mode = "bank" })),
            Is.EqualTo("Conflict /data/attributes/status")
        );
    }

    [Test]
    public async Task An_order_of_the_own_attendees_waits_for_its_payment()
    {
        var ticket = await _event.AddTicketAsync();
        var attendee = await AddAttendeeAsync(ticket);
        var order = await PlaceAsync(_event.Buyer, attendee);
        Assert.That((order.Status, order.Amount, await TakenAsync(order)), Is.EqualTo((OrderStatus.Pending, (decimal?)10, 1)));
        Assert.That(Rejection.Of(() => PlaceAsync(_event.Buyer, attendee)), Is.EqualTo("Conflict /data/relationships/attendees/data"));
        var stranger = await SampleEvent.RegisterAsync(_runner, "stranger");
        var other = await AddAttendeeAsync(ticket);
        Assert.That(Rejection.Of(() => PlaceAsync(stranger, other)), Is.EqualTo("Forbidden /data/attributes/attendees"));
    }

    [Test]
    public async Task A_free_order_of_the_own_attendees_is_completed_by_the_outbox_once()
    {
        var order = await PlaceAsync(_event.Buyer, await AddAttendeeAsync(await _event.AddTicketAsync(new { type = "free", price = 0 })));
        Assert.That(await StatusAsync(order), Is.EqualTo("Pending"));
        await _runner.ProcessOutboxAsync(CompleteOrder.Kind);
        Assert.That(await StatusAsync(order), Is.EqualTo("Completed"));
        await _runner.ExecuteAsync(
            $$"""UPDATE outbox SET state = 'Waiting', payload = '{"OrderId": {{order.Id}}}' WHERE key = '{{order.Identifier}}'"""
        );
        await _runner.ProcessOutboxAsync(CompleteOrder.Kind);
        Assert.That(await CountDeliveriesAsync(order), Is.EqualTo(1));
    }

    private async Task<Order> CheckOutAsync(object? ticketAttributes = null)
    {
        var ticket = await _event.AddTicketAsync(ticketAttributes);
        return (await _runner.As(_event.Buyer).SendAsync(new CreateOrder(new OrderRequest([new TicketRequest(ticket.Id, 2)])))).Rows[0];
    }

    private Task<Order> ChangeAsync(Actor actor, Order order, object attributes) =>
        _runner.As(actor).UpdateAsync<Order>(order.Id, ResourceDocument.Change("order", order.Id, attributes));

    private Task<Attendee> AddAttendeeAsync(Ticket ticket) =>
        _runner
            .As(_event.Buyer)
            .CreateAsync<Attendee>(
                ResourceDocument.New(
                    "attendee",
                    new { firstname = "Ann" },
                    null,
                    ("event", "event", _event.Id),
                    ("ticket", "ticket", ticket.Id)
                )
            );

    private Task<Order> PlaceAsync(Actor actor, Attendee attendee) =>
        _runner
            .As(actor)
            .CreateAsync<Order>(
                ResourceDocument.New("order", new { }, null, ("event", "event", _event.Id), ("attendees", "attendee", attendee.Id))
            );

    private Task<string> StatusAsync(Order order) => _runner.QueryAsync<string>($"SELECT status FROM orders WHERE id = {order.Id}");

    private Task<long> CountPaymentsAsync(Order order) =>
        _runner.QueryAsync<long>($"SELECT count(*) FROM payments WHERE order_id = {order.Id}");

    private Task<long> CountDeliveriesAsync(Order order) => _runner.CountOutboxAsync(IssueTickets.EntryKind, order.Identifier);

    private Task<int> TakenAsync(Order order) =>
        _runner.QueryAsync<int>(
            $"SELECT taken FROM ticket_seats s JOIN order_tickets l ON l.ticket_id = s.ticket_id WHERE l.order_id = {order.Id}"
        );
}
