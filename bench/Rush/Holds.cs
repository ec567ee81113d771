using System.Globalization;

namespace OpenEvent.Rush;

/// <summary>What checkouts hold and for how long, by the database's clock.</summary>
internal sealed class Holds(Books books)
{
    private const int MostSeconds = 60;

    /// <summary>
    /// Lets every other open order of a shop become due, spread over some seconds, and waits for the servers' own jobs, with nobody asking for the seats. Each
    /// is given back once, as the others' seats stay taken, and none later than a minute after its time.
    /// </summary>
    public async Task<Verdict> ExpireAsync(string name, Shop shop, Recount recount, Outages outages, int kills)
    {
        var verdict = new Verdict(name);
        var ours = $"o.id IN (SELECT order_id FROM order_tickets WHERE ticket_id IN ({string.Join(',', shop.Tickets)}))";
        var due = await books.IdsAsync(
            $"SELECT id FROM (SELECT o.id, row_number() OVER (ORDER BY o.id) AS n FROM orders o WHERE {ours} AND o.status = 'Initializing') open WHERE n % 2 = 0"
        );
        var (before, list) = (await recount.TakenAsync(), string.Join(',', due));
        await books.ExecuteAsync($"UPDATE orders SET expires_at = now() + random() * interval '20 seconds' WHERE id IN ({list})");
        var waiting = $"FROM orders o WHERE o.id IN ({list}) AND o.status = 'Initializing'";
        var (longest, until) = (0.0, DateTime.UtcNow.AddSeconds(MostSeconds + 60));
        for (var n = 0; DateTime.UtcNow < until && await books.CountAsync($"SELECT count(*) {waiting}") is > 0 and var left; n++)
        {
            if (kills-- > 0)
                await outages.KillServerAsync();
            longest = Math.Max(
                longest,
                await books.CountAsync($"SELECT coalesce(max(extract(epoch FROM now() - expires_at)) * 1000, 0) {waiting}") / 1000.0
            );
            if (n % 20 == 0)
                Console.WriteLine($"  {left} of {due.Count} holds to expire");
            await Task.Delay(250);
        }

        var taken = await recount.TakenAsync();
        verdict.Require("orders that became due", due.Count > 0, $"{due.Count}");
        verdict.Expect(
            "orders expired",
            await books.CountAsync($"SELECT count(*) FROM orders o WHERE {ours} AND o.status = 'Expired'"),
            due.Count
        );
        verdict.Expect(
            "seats given back, each order's once",
            before - taken,
            await books.CountAsync($"SELECT coalesce(sum(quantity), 0) FROM order_tickets WHERE order_id IN ({list})")
        );
        verdict.Expect("seats by the counter and by a recount of attendees", taken, await recount.AttendeesAsync());
        verdict.Require(
            "seconds that the longest was held too long, at most 60",
            longest < MostSeconds,
            string.Create(CultureInfo.InvariantCulture, $"{longest:0.0}")
        );
        verdict.Figures = string.Create(
            CultureInfo.InvariantCulture,
            $"{due.Count} of {before} holds expired, the last {longest:0.0} s late"
        );
        return verdict.Print();
    }
}
