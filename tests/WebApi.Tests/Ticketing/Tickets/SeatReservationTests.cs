using System.Net;
using NUnit.Framework;

namespace OpenEvent.WebApi.Tests.Ticketing;

/// <summary>Seats are never oversold, and are released exactly once.</summary>
[TestFixture]
public sealed class SeatReservationTests : TicketedEventFixture
{
    [Test]
    public async Task Fifty_concurrent_orders_for_ten_seats_get_ten()
    {
        var buyer = await Server.RegisterUserAsync();
        var ticket = await TestEvent.CreateTicketAsync(10);
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => TicketedEvent.OrderTicketsAsync(buyer, ticket, 1)));
        Assert.That(answers.Count(a => a.Status == HttpStatusCode.OK), Is.EqualTo(10));
        Assert.That(answers.Where(a => a.Status != HttpStatusCode.OK).Select(a => a.Status), Is.All.EqualTo(HttpStatusCode.Conflict));
        Assert.That(await CountSeatsAsync(ticket), Is.EqualTo((10, 10L)), "the counter and a recount");
    }

    [Test]
    public async Task Database_rejects_overselling()
    {
        var ticket = await TestEvent.CreateTicketAsync(10);
        var failure = Assert.CatchAsync<Npgsql.PostgresException>(() =>
            Server.SqlAsync($"UPDATE ticket_seats SET taken = 11 WHERE ticket_id = {ticket}")
        );
        Assert.That(failure!.ConstraintName, Is.EqualTo("ck_ticket_seats_taken"));
    }

    [Test]
    public async Task Order_for_ten_seats_with_one_left_takes_none()
    {
        var buyer = await Server.RegisterUserAsync();
        var ticket = await TestEvent.CreateTicketAsync(10);
        (await TicketedEvent.OrderTicketsAsync(buyer, ticket, 9)).EnsureStatus(HttpStatusCode.OK);
        var rejected = await TicketedEvent.OrderTicketsAsync(buyer, ticket, 10);
        Assert.That(rejected.Status, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That(rejected.Error.GetProperty("source").GetProperty("id").GetString(), Is.EqualTo($"{ticket}"));
        Assert.That(await CountSeatsAsync(ticket), Is.EqualTo((9, 9L)));
    }

    [Test]
    public async Task Overdue_checkout_frees_its_seats_for_the_next_buyer_without_the_job()
    {
        var slow = await Server.RegisterUserAsync();
        var quick = await Server.RegisterUserAsync();
        var ticket = await TestEvent.CreateTicketAsync(1);
        var held = (await TicketedEvent.OrderTicketsAsync(slow, ticket, 1)).EnsureStatus(HttpStatusCode.OK);
        Assert.That((await TicketedEvent.OrderTicketsAsync(quick, ticket, 1)).Status, Is.EqualTo(HttpStatusCode.Conflict));
        await Server.SqlAsync($"UPDATE orders SET expires_at = now() - interval '1 second' WHERE id = {held.Id()}");
        (await TicketedEvent.OrderTicketsAsync(quick, ticket, 1)).EnsureStatus(HttpStatusCode.OK);
        Assert.That(await TestEvent.GetStatusAsync(held.Id()), Is.EqualTo("expired"));
        Assert.That(
            (await TicketedEvent.UpdateOrderAsync(slow, held.Id(), new { status = "pending" })).Status,
            Is.AnyOf(HttpStatusCode.Conflict, HttpStatusCode.Forbidden)
        );
        Assert.That(await TestEvent.GetTakenSeatsAsync(ticket), Is.EqualTo(1));
    }

    [Test]
    public async Task Cancelling_returns_seats_once_and_keeps_the_attendees()
    {
        var buyer = await Server.RegisterUserAsync();
        var ticket = await TestEvent.CreateTicketAsync(10);
        var order = (await TicketedEvent.OrderTicketsAsync(buyer, ticket, 3)).EnsureStatus(HttpStatusCode.OK);
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 10).Select(_ => TicketedEvent.UpdateOrderAsync(buyer, order.Id(), new { status = "cancelled" }))
        );
        Assert.That(answers.Select(a => a.Status), Has.Some.EqualTo(HttpStatusCode.OK));
        Assert.That(await TestEvent.GetTakenSeatsAsync(ticket), Is.Zero);
        Assert.That(
            await Server.SqlAsync<long>($"SELECT count(*) FROM attendees WHERE order_id = {order.Id()} AND deleted_at IS NULL"),
            Is.EqualTo(3)
        );
    }

    [Test]
    public async Task Retried_request_with_the_same_key_creates_one_order()
    {
        var buyer = await Server.RegisterUserAsync();
        var ticket = await TestEvent.CreateTicketAsync(10);
        var body = new { tickets = new[] { new { id = ticket, quantity = 2 } } };
        var first = (await buyer.PostAsync("/v1/orders/create-order", body, ("Idempotency-Key", "again"))).EnsureStatus(HttpStatusCode.OK);
        var second = (await buyer.PostAsync("/v1/orders/create-order", body, ("Idempotency-Key", "again"))).EnsureStatus(HttpStatusCode.OK);
        Assert.That(second.Id(), Is.EqualTo(first.Id()));
        Assert.That(await TestEvent.GetTakenSeatsAsync(ticket), Is.EqualTo(2));
    }

    private async Task<(int Counter, long Recount)> CountSeatsAsync(long ticket) =>
        (
            await TestEvent.GetTakenSeatsAsync(ticket),
            await Server.SqlAsync<long>(
                $"SELECT count(*) FROM attendees WHERE ticket_id = {ticket} AND order_id IS NOT NULL AND deleted_at IS NULL"
            )
        );
}
