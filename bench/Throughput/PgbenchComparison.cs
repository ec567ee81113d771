using System.Globalization;

namespace OpenEvent.Bench.Throughput;

/// <summary>The server and pgbench in turn, round by round, with one ticket and with many.</summary>
internal sealed class PgbenchComparison(BenchServer server, BenchPostgres postgres, ThroughputEvent testEvent, Pgbench pgbench)
{
    private const double MinimumRatio = 0.4;
    private const int MinimumWarmUpOrders = 3000,
        MaximumWarmUpOrders = 30_000,
        IdleThreshold = 30;

    private static readonly (string Name, bool IsHot, int Connections)[] Cases =
    [
        ("one hot ticket", true, 8),
        ("one hot ticket", true, 16),
        ("100 tickets", false, 8),
        ("100 tickets", false, 16),
    ];

    private readonly ProcessorTime _processor = new(server, postgres);

    /// <returns>Whether no ratio is too low.</returns>
    public async Task<bool> RunAsync(int rounds, TimeSpan time)
    {
        var isMet = true;
        foreach (var withKeys in (bool[])[false, true])
        {
            await WarmUpAsync(withKeys);
            var script = await ScriptAsync(withKeys);
            foreach (var (name, isHot, connections) in Cases)
            {
                var tickets = isHot ? 1 : testEvent.Tickets.Count;
                List<(Run Ours, Run Theirs)> pairs = [];
                for (var round = 0; round < rounds; round++)
                    pairs.Add(
                        (
                            await MeasureAsync(
                                () => OrderLoad.RunAsync(server.Address, testEvent, tickets, withKeys, connections, time),
                                time
                            ),
                            await MeasureAsync(() => pgbench.RunAsync(script.Generate(tickets), connections, time), time)
                        )
                    );
                var ratio = Median(pairs.Select(p => p.Ours.Rate / p.Theirs.Rate));
                isMet &= ratio >= MinimumRatio;
                Console.WriteLine(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{(ratio >= MinimumRatio ? "ok    " : "MISSED")} {name}, {connections} connections{(withKeys ? ", with keys" : "")}: {Median(pairs.Select(p => p.Ours.Rate)):0} orders/s, pgbench {Median(pairs.Select(p => p.Theirs.Rate)):0}, ratio {ratio:0.00} (at least {MinimumRatio}; {pairs.Min(p => p.Ours.Rate / p.Theirs.Rate):0.00} to {pairs.Max(p => p.Ours.Rate / p.Theirs.Rate):0.00}); of processor {Median(pairs.Select(p => p.Ours.Milliseconds)):0.00} ms an order, pgbench {Median(pairs.Select(p => p.Theirs.Milliseconds)):0.00}"
                    )
                );
            }
        }

        var recount = await postgres.CountAsync(
            "SELECT count(*) FROM ticket_seats s WHERE taken <> (SELECT count(*) FROM attendees a WHERE a.ticket_id = s.ticket_id)"
        );
        Console.WriteLine(
            $"{await postgres.CountAsync("SELECT count(*) FROM orders")} orders by both; seat counters that differ from a recount: {recount}"
        );
        return isMet && recount == 0;
    }

    public async Task<int> LoadAsync(bool withKeys, int connections)
    {
        await WarmUpAsync(withKeys);
        for (var round = 0; round < 16; round++)
        {
            var run = await MeasureAsync(
                () =>
                    OrderLoad.RunAsync(server.Address, testEvent, testEvent.Tickets.Count, withKeys, connections, TimeSpan.FromSeconds(5)),
                TimeSpan.FromSeconds(5)
            );
            Console.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"{run.Rate:0} orders/s, {run.Milliseconds:0.00} ms of processor an order")
            );
        }

        return 0;
    }

    /// <summary>The runtime compiles what it sees often, and again better, in the background: until it has nothing to do any more, but not for ever.</summary>
    private async Task WarmUpAsync(bool withKeys)
    {
        var (second, compiled, orders) = (TimeSpan.FromSeconds(1), 0L, 0.0);
        for (var idle = 0; idle < 3 && orders < MaximumWarmUpOrders; )
        {
            orders += await OrderLoad.RunAsync(server.Address, testEvent, testEvent.Tickets.Count, withKeys, 8, second);
            var before = compiled;
            compiled = await server.CountCompiledMethodsAsync();
            idle = orders > MinimumWarmUpOrders && compiled - before < IdleThreshold ? idle + 1 : 0;
        }

        await postgres.ExecuteAsync("ANALYZE");
    }

    private async Task<PgbenchScript> ScriptAsync(bool withKeys)
    {
        for (var tries = 0; tries < 20; tries++)
        {
            var (one, other) = (await RecordAsync(5, 6), await RecordAsync(7, 8));
            if (!one.HasSameStatements(other))
                continue; // a job of the server's own came between
            Console.WriteLine($"An order {(withKeys ? "with" : "without")} an Idempotency-Key is {one.Statements.Count} statements.");
            return new PgbenchScript(one, other, testEvent);
        }

        throw new InvalidOperationException("No two orders issue the same statements.");

        Task<RecordedOrder> RecordAsync(int buyer, int ticket) =>
            RecordedOrder.RecordAsync(
                postgres,
                () => OrderLoad.OnceAsync(server.Address, testEvent, buyer, ticket, withKeys),
                testEvent.Buyers[buyer],
                testEvent.Tickets[ticket]
            );
    }

    /// <param name="run">Gives the rate.</param>
    private async Task<Run> MeasureAsync(Func<Task<double>> run, TimeSpan time)
    {
        var before = _processor.Used;
        var rate = await run();
        return new Run(rate, (_processor.Used - before).TotalMilliseconds / (rate * time.TotalSeconds));
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }

    /// <param name="Rate">Orders a second.</param>
    /// <param name="Milliseconds">Of processor, an order.</param>
    private readonly record struct Run(double Rate, double Milliseconds);
}
