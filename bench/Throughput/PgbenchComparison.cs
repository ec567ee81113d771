using System.Globalization;

namespace OpenEvent.Bench.Throughput;

/// <summary>Measures the server and pgbench in turns, with one ticket and with 100 tickets.</summary>
internal sealed class PgbenchComparison(BenchServer server, BenchPostgres postgres, ThroughputEvent testEvent, Pgbench pgbench)
{
    private const double MinimumRatio = 0.45;
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

    /// <returns>True if every ratio meets the bound and all seat counters are right.</returns>
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
                List<(Run Server, Run Pgbench)> pairs = [];
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
                var ratio = Median(pairs.Select(p => p.Server.Rate / p.Pgbench.Rate));
                isMet &= ratio >= MinimumRatio;
                Console.WriteLine(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{(ratio >= MinimumRatio ? "ok    " : "MISSED")} {name}, {connections} connections"
                            + $"{(withKeys ? ", with keys" : "")}: "
                            + $"{Median(pairs.Select(p => p.Server.Rate)):0} orders/s, "
                            + $"pgbench {Median(pairs.Select(p => p.Pgbench.Rate)):0}, "
                            + $"ratio {ratio:0.00} (at least {MinimumRatio}; {pairs.Min(p => p.Server.Rate / p.Pgbench.Rate):0.00} to "
                            + $"{pairs.Max(p => p.Server.Rate / p.Pgbench.Rate):0.00}); "
                            + $"processor time {Median(pairs.Select(p => p.Server.Milliseconds)):0.00} ms per order, "
                            + $"pgbench {Median(pairs.Select(p => p.Pgbench.Milliseconds)):0.00} ms"
                    )
                );
            }
        }

        var recount = await postgres.CountAsync(
            "SELECT count(*) FROM ticket_seats s WHERE taken <> (SELECT count(*) FROM attendees a WHERE a.ticket_id = s.ticket_id)"
        );
        Console.WriteLine(
            $"{await postgres.CountAsync("SELECT count(*) FROM orders")} orders in total; "
                + $"seat counters that differ from a recount: {recount}"
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
                string.Create(CultureInfo.InvariantCulture, $"{run.Rate:0} orders/s, processor time {run.Milliseconds:0.00} ms per order")
            );
        }

        return 0;
    }

    /// <summary>
    /// Sends orders until the runtime has compiled and optimized the hot methods, but at most <see cref="MaximumWarmUpOrders"/>.
    /// </summary>
    private async Task WarmUpAsync(bool withKeys)
    {
        var second = TimeSpan.FromSeconds(1);
        var compiled = 0L;
        var orders = 0.0;
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
            var one = await RecordAsync(5, 6);
            var other = await RecordAsync(7, 8);
            if (!one.HasSameStatements(other))
                continue; // a background job of the server ran in between
            Console.WriteLine($"An order {(withKeys ? "with" : "without")} an Idempotency-Key runs {one.Statements.Count} statements.");
            return new PgbenchScript(one, other, testEvent);
        }

        throw new InvalidOperationException("In 20 attempts no two orders ran the same statements.");

        Task<RecordedOrder> RecordAsync(int buyer, int ticket) =>
            RecordedOrder.RecordAsync(
                postgres,
                () => OrderLoad.OnceAsync(server.Address, testEvent, buyer, ticket, withKeys),
                testEvent.Buyers[buyer],
                testEvent.Tickets[ticket]
            );
    }

    /// <param name="run">Runs the load and returns its rate.</param>
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

    /// <param name="Rate">Orders per second.</param>
    /// <param name="Milliseconds">Processor time per order, of all processes.</param>
    private readonly record struct Run(double Rate, double Milliseconds);
}
