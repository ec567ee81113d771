using System.Net;
using NUnit.Framework;

namespace OpenEvent.WebApi.Tests.Ticketing;

/// <summary>Seats are never oversold, and come back exactly once.</summary>
[TestFixture]
public sealed class SeatsTests : BoxOfficeFixture
{
    [Test]
    public async Task Fifty_at_once_for_ten_seats_get_ten()
    {
        var buyer = await Server.SomebodyAsync();
        var ticket = await Office.TicketAsync(10);
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => BoxOffice.OrderAsync(buyer, ticket, 1)));
        Assert.That(answers.Count(a => a.Status == HttpStatusCode.OK), Is.EqualTo(10));
        Assert.That(answers.Where(a => a.Status != HttpStatusCode.OK).Select(a => a.Status), Is.All.EqualTo(HttpStatusCode.Conflict));
        Assert.That(await SoldAsync(ticket), Is.EqualTo((10, 10L)), "the counter and a recount");
    }

    [Test]
    public async Task The_database_itself_refuses_to_oversell()
    {
        var ticket = await Office.TicketAsync(10);
        var failure = Assert.CatchAsync<Npgsql.PostgresException>(() =>
            Server.SqlAsync($"UPDATE ticket_seats SET taken = 11 WHERE ticket_id = {ticket}")
        );
        Assert.That(failure!.ConstraintName, Is.EqualTo("ck_ticket_seats_taken"));
    }

    [Test]
    public async Task Ten_seats_with_one_left_are_refused_whole()
    {
        var buyer = await Server.SomebodyAsync();
        var ticket = await Office.TicketAsync(10);
        (await BoxOffice.OrderAsync(buyer, ticket, 9)).Must(HttpStatusCode.OK);
        var refused = await BoxOffice.OrderAsync(buyer, ticket, 10);
        Assert.That(refused.Status, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That(refused.Error.GetProperty("source").GetProperty("id").GetString(), Is.EqualTo($"{ticket}"));
        Assert.That(await SoldAsync(ticket), Is.EqualTo((9, 9L)));
    }

    [Test]
    public async Task A_checkout_whose_time_is_over_gives_its_seats_to_who_asks_next_though_no_job_runs()
    {
        var (slow, quick) = (await Server.SomebodyAsync(), await Server.SomebodyAsync());
        var ticket = await Office.TicketAsync(1);
        var held = (await BoxOffice.OrderAsync(slow, ticket, 1)).Must(HttpStatusCode.OK);
        Assert.That((await BoxOffice.OrderAsync(quick, ticket, 1)).Status, Is.EqualTo(HttpStatusCode.Conflict));
        await Server.SqlAsync($"UPDATE orders SET expires_at = now() - interval '1 second' WHERE id = {held.Id()}");
        (await BoxOffice.OrderAsync(quick, ticket, 1)).Must(HttpStatusCode.OK);
        Assert.That(await Office.StatusAsync(held.Id()), Is.EqualTo("expired"));
        Assert.That(
            (await BoxOffice.SetAsync(slow, held.Id(), new { status = "pending" })).Status,
            Is.AnyOf(HttpStatusCode.Conflict, HttpStatusCode.Forbidden)
        );
        Assert.That(await Office.TakenAsync(ticket), Is.EqualTo(1));
    }

    [Test]
    public async Task Cancelling_gives_the_seats_back_once_and_keeps_the_attendees_on_record()
    {
        var buyer = await Server.SomebodyAsync();
        var ticket = await Office.TicketAsync(10);
        var order = (await BoxOffice.OrderAsync(buyer, ticket, 3)).Must(HttpStatusCode.OK);
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 10).Select(_ => BoxOffice.SetAsync(buyer, order.Id(), new { status = "cancelled" }))
        );
        Assert.That(answers.Select(a => a.Status), Has.Some.EqualTo(HttpStatusCode.OK));
        Assert.That(await Office.TakenAsync(ticket), Is.Zero);
        Assert.That(
            await Server.SqlAsync<long>($"SELECT count(*) FROM attendees WHERE order_id = {order.Id()} AND deleted_at IS NULL"),
            Is.EqualTo(3)
        );
    }

    [Test]
    public async Task A_retried_request_with_its_key_is_one_order()
    {
        var buyer = await Server.SomebodyAsync();
        var ticket = await Office.TicketAsync(10);
        var body = new { tickets = new[] { new { id = ticket, quantity = 2 } } };
        var first = (await buyer.PostAsync("/v1/orders/create-order", body, ("Idempotency-Key", "again"))).Must(HttpStatusCode.OK);
        var second = (await buyer.PostAsync("/v1/orders/create-order", body, ("Idempotency-Key", "again"))).Must(HttpStatusCode.OK);
        Assert.That(second.Id(), Is.EqualTo(first.Id()));
        Assert.That(await Office.TakenAsync(ticket), Is.EqualTo(2));
    }

    private async Task<(int Counter, long Recount)> SoldAsync(long ticket) =>
        (
            await Office.TakenAsync(ticket),
            await Server.SqlAsync<long>(
                $"SELECT count(*) FROM attendees WHERE ticket_id = {ticket} AND order_id IS NOT NULL AND deleted_at IS NULL"
            )
        );
}
