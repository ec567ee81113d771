using Npgsql;
using NUnit.Framework;
using OpenEvent.StripeStandIn;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Ticketing;

/// <summary>Some hundred payments with every fault at once; <c>bench/Payments</c> is the same with ten thousand.</summary>
[TestFixture]
public sealed class PaymentStormTests
{
    private static readonly Weather Foul = new()
    {
        ErrorBefore = 0.06,
        ErrorAfter = 0.06,
        HangBefore = 0.02,
        HangAfter = 0.02,
        Hang = TimeSpan.FromMilliseconds(100),
        LostNews = 0.2,
        DuplicateNews = 0.2,
        NewsDelay = TimeSpan.FromMilliseconds(300),
    };

    [Test]
    public async Task No_money_is_taken_twice_and_none_is_without_an_order_or_a_refund()
    {
        await using var till = await Till.OpenAsync(
            "--Outbox:AtOnce=4",
            "--Outbox:FirstPause=00:00:00.020",
            "--Outbox:LongestPause=00:00:00.200",
            "--Outbox:Attempts=100"
        );
        List<Client> buyers = [];
        for (var i = 0; i < 8; i++)
            buyers.Add(await till.Server.SomebodyAsync());
        long[] tickets = [await PaidAsync(1000), await PaidAsync(1000), await PaidAsync(20)];
        till.Stripe.News.Url = till.WebhookUrl;
        till.Stripe.Weather = Foul;
        using var storm = new Storm(
            till.Server.Anonymous.Http.BaseAddress!,
            till.Stripe,
            [.. buyers.Select(b => b.Token!)],
            till.Office.Owner.Token!,
            tickets,
            till.ExpireAsync
        );
        await storm.RunAsync(300, atOnce: 8);

        till.Stripe.Weather = Weather.Fair;
        // Whoever left without paying has an open payment; his time is over now, and so the payment is ended.
        await till.Server.SqlAsync("UPDATE orders SET expires_at = now() - interval '1 second' WHERE expires_at IS NOT NULL");
        while (await till.Server.SqlAsync<long>(Booked.Unfinished) > 0 || till.Stripe.News.Underway > 0)
            await till.SweepAsync(workOff: false);

        var verdict = Judge.Of(till.Stripe.Book.Intents, await BooksAsync(till.Server), await CompletedAsync(till.Server));
        TestContext.Out.WriteLine($"{storm.Orders} orders: {verdict}");
        Assert.That(storm.Unexpected, Is.Zero, "answers that are 500");
        Assert.That(verdict.IsClean, verdict.ToString());
        Assert.That((verdict.CompletedOrders > 100, verdict.RefundedPayments > 10), Is.EqualTo((true, true)), "or else it was no storm");
        foreach (var ticket in tickets)
        {
            var recount = await till.Server.SqlAsync<long>(
                $"SELECT coalesce(sum(l.quantity), 0) FROM order_tickets l JOIN orders o ON o.id = l.order_id WHERE l.ticket_id = {ticket} AND o.status NOT IN ('Expired', 'Cancelled')"
            );
            Assert.That(await till.Office.TakenAsync(ticket), Is.EqualTo(recount), "the counter and a recount");
        }

        Task<long> PaidAsync(int seats) => till.Office.TicketAsync(seats, type: "paid", price: 10);
    }

    [Test]
    public void The_judge_would_notice()
    {
        var book = new Book((_, _, _) => { });
        var paid = Paid("one");
        Assert.That(Judge.Of(book.Intents, [new Booked(paid.Id, "Succeeded", null)], ["one"]).IsClean, Is.True);
        Assert.That(Judge.Of(book.Intents, [new Booked(paid.Id, "Open", null)], []).PaidWithoutOrderOrRefund, Is.EqualTo(1));
        Assert.That(Judge.Of(book.Intents, [new Booked(paid.Id, "Open", null)], ["one"]).BooksWrong, Is.EqualTo(1));
        Assert.That(Judge.Of(book.Intents, [], ["one", "two"]).OrdersWithoutMoney, Is.EqualTo(1));
        Paid("one");
        Assert.That(Judge.Of(book.Intents, [], ["one"]).DoubleCaptures, Is.EqualTo(1));

        Intent Paid(string order)
        {
            var id = book.Create(
                "acct",
                new Dictionary<string, string>
                {
                    ["amount"] = "1000",
                    ["currency"] = "eur",
                    ["metadata[order]"] = order,
                }
            ).Body["id"]!.ToString();
            book.Confirm(id, book.Find(id).ClientSecret, "pm_card_visa");
            return book.Find(id);
        }
    }

    private static async Task<List<Booked>> BooksAsync(OpenEventServer server)
    {
        await using var source = NpgsqlDataSource.Create(server.ConnectionString);
        await using var command = source.CreateCommand(Booked.Query);
        await using var reader = await command.ExecuteReaderAsync();
        List<Booked> books = [];
        while (await reader.ReadAsync())
            books.Add(new Booked(reader.GetString(0), reader.GetString(1), reader.IsDBNull(2) ? null : reader.GetString(2)));
        return books;
    }

    private static async Task<List<string>> CompletedAsync(OpenEventServer server)
    {
        await using var source = NpgsqlDataSource.Create(server.ConnectionString);
        await using var command = source.CreateCommand("SELECT identifier FROM orders WHERE status = 'Completed'");
        await using var reader = await command.ExecuteReaderAsync();
        List<string> completed = [];
        while (await reader.ReadAsync())
            completed.Add(reader.GetString(0));
        return completed;
    }
}
