using System.Globalization;

namespace OpenEvent.Rush;

/// <summary>What checkouts hold and for how long, by the database's clock.</summary>
internal sealed class OrderExpiryCheck(DatabaseProbe database)
{
    private const int MaxDelaySeconds = 60;

    /// <summary>
    /// Lets every other open order of a shop become due, spread over some seconds, and waits for the servers' own jobs, with nobody asking for the seats. Each
    /// is given back once, as the others' seats stay taken, and none later than a minute after its time.
    /// </summary>
    public async Task<ScenarioReport> RunAsync(string name, RushEvent testEvent, Recount recount, Outages outages, int kills)
    {
        var report = new ScenarioReport(name);
        var ours = $"o.id IN (SELECT order_id FROM order_tickets WHERE ticket_id IN ({string.Join(',', testEvent.Tickets)}))";
        var due = await database.IdsAsync(
            $"SELECT id FROM (SELECT o.id, row_number() OVER (ORDER BY o.id) AS n FROM orders o WHERE {ours} AND o.status = 'Initializing') open WHERE n % 2 = 0"
        );
        var (before, list) = (await recount.TakenAsync(), string.Join(',', due));
        await database.ExecuteAsync($"UPDATE orders SET expires_at = now() + random() * interval '20 seconds' WHERE id IN ({list})");
        var waiting = $"FROM orders o WHERE o.id IN ({list}) AND o.status = 'Initializing'";
        var (longest, until) = (0.0, DateTime.UtcNow.AddSeconds(MaxDelaySeconds + 60));
        for (var n = 0; DateTime.UtcNow < until && await database.CountAsync($"SELECT count(*) {waiting}") is > 0 and var left; n++)
        {
            if (kills-- > 0)
                await outages.KillServerAsync();
            longest = Math.Max(
                longest,
                await database.CountAsync($"SELECT coalesce(max(extract(epoch FROM now() - expires_at)) * 1000, 0) {waiting}") / 1000.0
            );
            if (n % 20 == 0)
                Console.WriteLine($"  {left} of {due.Count} holds to expire");
            await Task.Delay(250);
        }

        var taken = await recount.TakenAsync();
        report.Require("orders that became due", due.Count > 0, $"{due.Count}");
        report.Expect(
            "orders expired",
            await database.CountAsync($"SELECT count(*) FROM orders o WHERE {ours} AND o.status = 'Expired'"),
            due.Count
        );
        report.Expect(
            "seats given back, each order's once",
            before - taken,
            await database.CountAsync($"SELECT coalesce(sum(quantity), 0) FROM order_tickets WHERE order_id IN ({list})")
        );
        report.Expect("seats by the counter and by a recount of attendees", taken, await recount.AttendeesAsync());
        report.Require(
            "seconds that the longest was held too long, at most 60",
            longest < MaxDelaySeconds,
            string.Create(CultureInfo.InvariantCulture, $"{longest:0.0}")
        );
        report.Summary = string.Create(
            CultureInfo.InvariantCulture,
            $"{due.Count} of {before} holds expired, the last {longest:0.0} s late"
        );
        return report.Print();
    }
}
