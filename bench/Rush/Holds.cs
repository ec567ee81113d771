using System.Globalization;

namespace OpenEvent.Rush;

/// <summary>What checkouts hold and for how long, by the database's clock.</summary>
internal sealed class Holds(Books books)
{
    private const int MostSeconds = 60;

    /// <summary>
    /// Lets the open orders of a shop become due, spread over some seconds, and waits for the server's own job, with nobody asking for the seats. Each is
    /// given back once, none later than a minute after its time.
    /// </summary>
    /// <returns>How many counts are wrong.</returns>
    public async Task<int> ExpireAsync(Shop shop, Outages outages, int kills)
    {
        var orders = $"o.id IN (SELECT order_id FROM order_tickets WHERE ticket_id IN ({string.Join(',', shop.Tickets)})) AND o.status = 'Initializing'";
        var open = await books.CountAsync($"SELECT count(*) FROM orders o WHERE {orders}");
        await books.ExecuteAsync($"UPDATE orders o SET expires_at = now() + random() * interval '20 seconds' WHERE {orders}");
        var longest = 0.0;
        var until = DateTime.UtcNow.AddSeconds(MostSeconds + 30);
        while (DateTime.UtcNow < until && await books.CountAsync($"SELECT count(*) FROM orders o WHERE {orders}") > 0)
        {
            if (kills-- > 0) await outages.KillServerAsync();
            longest = Math.Max(longest, await books.CountAsync($"SELECT coalesce(max(extract(epoch FROM now() - expires_at)) * 1000, 0) FROM orders o WHERE {orders}") / 1000.0);
            await Task.Delay(250);
        }

        List<string> wrong = [];
        var held = await books.CountAsync($"SELECT count(*) FROM orders o WHERE {orders}");
        var taken = await books.CountAsync($"SELECT sum(taken) FROM ticket_seats WHERE ticket_id IN ({string.Join(',', shop.Tickets)})");
        if (held > 0) wrong.Add($"{held} orders still hold seats");
        if (taken != 0) wrong.Add($"{taken} seats are taken, not 0");
        if (longest >= MostSeconds) wrong.Add("a hold outlived its time by a minute");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"expiry: {open} orders became due, {taken} seats taken afterwards, the longest was held for {longest:0.0} s too long: {Verdict.Of(wrong)}"));
        return wrong.Count;
    }
}
