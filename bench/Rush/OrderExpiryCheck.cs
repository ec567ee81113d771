using System.Globalization;

namespace OpenEvent.Rush;

/// <summary>Checks that expired checkouts release their seats once and in time, by the database's clock.</summary>
internal sealed class OrderExpiryCheck(DatabaseProbe database)
{
    private const int MaxDelaySeconds = 60;

    /// <summary>
    /// Makes every second open order of the event due, spread over 20 seconds, and waits for the expiry jobs of the servers. No other
    /// request asks for the seats. Each order must release its seats once, at most a minute after its expiry time; the other orders keep
    /// theirs.
    /// </summary>
    public async Task<ScenarioReport> RunAsync(string name, RushEvent testEvent, Recount recount, ProcessKills processes, int kills)
    {
        var report = new ScenarioReport(name);
        var ofEvent = $"o.id IN (SELECT order_id FROM order_tickets WHERE ticket_id IN ({string.Join(',', testEvent.Tickets)}))";
        var due = await database.IdsAsync(
            $"""
            SELECT id
            FROM (SELECT o.id, row_number() OVER (ORDER BY o.id) AS n FROM orders o WHERE {ofEvent} AND o.status = 'Initializing') open
            WHERE n % 2 = 0
            """
        );
        var before = await recount.TakenAsync();
        var list = string.Join(',', due);
        await database.ExecuteAsync($"UPDATE orders SET expires_at = now() + random() * interval '20 seconds' WHERE id IN ({list})");
        var waiting = $"FROM orders o WHERE o.id IN ({list}) AND o.status = 'Initializing'";
        var longest = 0.0;
        var until = DateTime.UtcNow.AddSeconds(MaxDelaySeconds + 60);
        for (var n = 0; DateTime.UtcNow < until && await database.CountAsync($"SELECT count(*) {waiting}") is > 0 and var left; n++)
        {
            if (kills-- > 0)
                await processes.KillServerAsync();
            longest = Math.Max(
                longest,
                await database.CountAsync($"SELECT coalesce(max(extract(epoch FROM now() - expires_at)) * 1000, 0) {waiting}") / 1000.0
            );
            if (n % 20 == 0)
                Console.WriteLine($"  {left} of {due.Count} orders not expired yet");
            await Task.Delay(250);
        }

        var taken = await recount.TakenAsync();
        report.Require("due orders", due.Count > 0, $"{due.Count}");
        report.Expect(
            "expired orders",
            await database.CountAsync($"SELECT count(*) FROM orders o WHERE {ofEvent} AND o.status = 'Expired'"),
            due.Count
        );
        report.Expect(
            "released seats",
            before - taken,
            await database.CountAsync($"SELECT coalesce(sum(quantity), 0) FROM order_tickets WHERE order_id IN ({list})")
        );
        report.Expect("taken seats, counter and recount of attendees", taken, await recount.AttendeesAsync());
        report.Require(
            $"longest delay of an expiry in seconds, less than {MaxDelaySeconds}",
            longest < MaxDelaySeconds,
            string.Create(CultureInfo.InvariantCulture, $"{longest:0.0}")
        );
        report.Summary = string.Create(
            CultureInfo.InvariantCulture,
            $"{due.Count} orders expired ({before} seats were taken before), longest delay {longest:0.0} s"
        );
        return report.Print();
    }
}
