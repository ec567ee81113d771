using NUnit.Framework;
using OpenEvent.Application.Common;
using OpenEvent.Application.Ticketing;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Tests.UseCases;

/// <summary>The end of an order: seats, uses of codes and money go back, once.</summary>
public sealed class OrderCancellationTests
{
    private UseCaseRunner _runner = null!;
    private SampleEvent _event = null!;
    private Ticket _ticket = null!;
    private DiscountCode _code = null!;
    private Order _order = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _runner = await UseCaseRunner.StartAsync();

    [OneTimeTearDown]
    public ValueTask StopAsync() => _runner.DisposeAsync();

    [SetUp]
    public async Task CreateOrderAsync()
    {
        _event = await SampleEvent.CreateAsync(_runner);
        _ticket = await _event.AddTicketAsync();
        _code = await _event.AddDiscountAsync(_ticket);
        var request = new OrderRequest([new TicketRequest(_ticket.Id, 2)], new CodeReference("HALF", null));
        _order = (await _runner.As(_event.Buyer).SendAsync(new CreateOrder(request))).Rows[0];
        Assert.That(await HeldAsync(), Is.EqualTo("2 2"));
    }

    [Test]
    public async Task A_cancelled_checkout_returns_its_seats_and_code_uses_without_an_email()
    {
        var cancelled = await ChangeAsync(_event.Buyer, new { status = "cancelled" });
        Assert.That(
            (cancelled.Status, cancelled.ExpiresAt, await HeldAsync()),
            Is.EqualTo((OrderStatus.Cancelled, (DateTimeOffset?)null, "0 0"))
        );
        Assert.That(await CountEmailsAsync(), Is.Zero);
        Assert.That(
            Rejection.Of(() => ChangeAsync(_event.Owner, new { status = "placed" })),
            Is.EqualTo("Forbidden /data/attributes/status")
        );
        Assert.That(await HeldAsync(), Is.EqualTo("0 0"));
    }

    [Test]
    public async Task A_cancelled_placed_order_makes_its_tickets_void_and_tells_the_buyer()
    {
        await ChangeAsync(_event.Buyer, new { status = "pending", payment_mode = "bank" });
        await ChangeAsync(_event.Buyer, new { status = "cancelled" });
        Assert.That((await HeldAsync(), await CountEmailsAsync()), Is.EqualTo(("0 0", 1L)));
        Assert.That(await _runner.CountOutboxAsync(VoidDocuments.EntryKind, _order.Identifier), Is.EqualTo(1));
    }

    [Test]
    public async Task Only_the_team_cancels_a_paid_order_and_its_money_goes_back()
    {
        await ChangeAsync(_event.Buyer, new { status = "pending", payment_mode = "bank" });
        await ChangeAsync(_event.Owner, new { status = "completed" });
        Assert.That(
            Rejection.Of(() => ChangeAsync(_event.Buyer, new { status = "cancelled" })),
            Is.EqualTo("Forbidden /data/attributes/status")
        );
        var cancelled = await ChangeAsync(_event.Owner, new { status = "cancelled" });
        Assert.That((cancelled.AmountRefunded, cancelled.Revenue), Is.EqualTo((10m, 0m)));
        Assert.That(
            await _runner.QueryAsync<string>(
                $"""
                SELECT concat(r.amount::int, ' ', r.state, ' ', r.reason, ' ', p.state)
                FROM refunds r JOIN payments p ON p.id = r.payment_id WHERE p.order_id = {_order.Id}
                """
            ),
            Is.EqualTo("10 ByHand OrderCancelled Refunded")
        );
    }

    [Test]
    public async Task Expiry_is_the_work_of_the_server_and_happens_once()
    {
        Assert.That(await _runner.SendAsServerAsync(new ExpireOrders()), Is.Zero);
        await _runner.ExecuteAsync($"UPDATE orders SET expires_at = now() - interval '1 second' WHERE id = {_order.Id}");
        Assert.ThrowsAsync<InvalidOperationException>(() => _runner.As(SampleEvent.Admin).SendAsync(new ExpireOrders()));
        Assert.That(await HeldAsync(), Is.EqualTo("2 2"));
        Assert.That(await _runner.SendAsServerAsync(new ExpireOrders()), Is.EqualTo(1));
        Assert.That((await HeldAsync(), await _runner.SendAsServerAsync(new ExpireOrders())), Is.EqualTo(("0 0", 0)));
    }

    [Test]
    public async Task A_removed_attendee_returns_one_seat_and_lowers_the_price()
    {
        var attendee = await _runner.QueryAsync<long>($"SELECT min(id) FROM attendees WHERE order_id = {_order.Id}");
        await _runner.As(_event.Owner).DeleteAsync<Attendee>(attendee);
        Assert.That(await HeldAsync(), Is.EqualTo("1 1"));
        Assert.That(await _runner.QueryAsync<decimal>($"SELECT amount FROM orders WHERE id = {_order.Id}"), Is.EqualTo(5));
        var last = await _runner.QueryAsync<long>($"SELECT max(id) FROM attendees WHERE order_id = {_order.Id}");
        await _runner.As(_event.Owner).DeleteAsync<Attendee>(last);
        Assert.That(await HeldAsync(), Is.EqualTo("0 0"));
        Assert.That(await _runner.QueryAsync<string>($"SELECT status FROM orders WHERE id = {_order.Id}"), Is.EqualTo("Cancelled"));
    }

    [Test]
    public async Task Only_staff_delete_an_order_and_give_a_reason()
    {
        var admin = await SampleEvent.RegisterAsync(_runner, "admin") with { IsAdmin = true };
        Assert.That(Rejection.Of(() => _runner.As(_event.Owner).DeleteAsync<Order>(_order.Id, "Why")), Is.EqualTo("Forbidden"));
        Assert.That(
            Rejection.Of(() => _runner.As(admin).DeleteAsync<Order>(_order.Id, " ")),
            Is.EqualTo("Invalid /data/attributes/cancel-note")
        );
        await _runner.As(admin).DeleteAsync<Order>(_order.Id, "Why");
        Assert.That((await HeldAsync(), await CountEmailsAsync()), Is.EqualTo(("0 0", 1L)));
        Assert.That(await _runner.QueryAsync<long>($"SELECT count(*) FROM orders WHERE id = {_order.Id}"), Is.Zero);
    }

    [Test]
    public async Task The_amount_of_a_completed_order_is_fixed()
    {
        var admin = await SampleEvent.RegisterAsync(_runner, "admin") with { IsAdmin = true };
        await ChangeAsync(_event.Buyer, new { status = "pending", payment_mode = "bank" });
        Assert.That((await ChangeAsync(admin, new { amount = 7 })).Amount, Is.EqualTo(7));
        Assert.That(Rejection.Of(() => ChangeAsync(admin, new { amount = 7.001 })), Is.EqualTo("Invalid /data/attributes/amount"));
        Assert.That(Rejection.Of(() => ChangeAsync(admin, new { amount = (int?)null })), Is.EqualTo("Invalid /data/attributes/amount"));
        await ChangeAsync(_event.Owner, new { status = "completed" });
        Assert.That(Rejection.Of(() => ChangeAsync(admin, new { amount = 8 })), Is.EqualTo("Conflict /data/attributes/amount"));
    }

    private Task<Order> ChangeAsync(Actor actor, object attributes) =>
        _runner.As(actor).UpdateAsync<Order>(_order.Id, ResourceDocument.Change("order", _order.Id, attributes));

    /// <summary>The taken seats and the used code.</summary>
    private Task<string> HeldAsync() =>
        _runner.QueryAsync<string>(
            $"SELECT concat(taken, ' ', used) FROM ticket_seats, discount_uses WHERE ticket_id = {_ticket.Id} AND code_id = {_code.Id}"
        );

    private Task<long> CountEmailsAsync() => _runner.CountOutboxAsync(OutgoingEmail.Kind, $"{nameof(TicketCancelled)} {_order.Identifier}");
}
