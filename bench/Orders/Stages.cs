using OpenEvent.Bench.Throughput;

namespace OpenEvent.Bench.Orders;

/// <summary>
/// Runs orders stage by stage: all of them are created, then all are read, and so on, and at the end each kind of outbox entry is
/// processed. So the processor time of each stage is that of nothing else.
/// </summary>
internal sealed class Stages(BenchServer server, BenchPostgres postgres, ThroughputEvent testEvent, int connections)
{
    private readonly ProcessorTime _processor = new(server, postgres);
    private readonly HeldOutbox _outbox = new(postgres);
    private int _number;

    public const string Create = "create-order",
        Read = "GET attendees",
        FillIn = "PATCH attendee",
        Submit = "PATCH order",
        Tickets = "tickets",
        Emails = "e-mails";

    /// <returns>The processor time of each stage in milliseconds for one order, by server and PostgreSQL.</returns>
    public async Task<IReadOnlyList<StageCost>> MeasureAsync(int orders, bool withStatements = false)
    {
        List<Checkout> checkouts = [.. Enumerable.Range(0, orders).Select(_ => new Checkout(testEvent, _number++))];
        await _outbox.HoldAsync();
        List<StageCost> costs =
        [
            await MeasureAsync(Create, () => ForAllAsync(checkouts, (c, http) => c.CreateAsync(http))),
            await MeasureAsync(Read, () => ForAllAsync(checkouts, (c, http) => c.ReadAttendeesAsync(http))),
            await MeasureAsync(FillIn, () => ForAllAsync(checkouts, (c, http) => c.FillInAsync(http))),
            await MeasureAsync(Submit, () => ForAllAsync(checkouts, (c, http) => c.SubmitAsync(http))),
            await MeasureAsync(Tickets, () => _outbox.ProcessAsync(HeldOutbox.Tickets)),
            await MeasureAsync(Emails, () => _outbox.ProcessAsync(HeldOutbox.Emails)),
        ];
        await _outbox.StopHoldingAsync();
        return costs;

        async Task<StageCost> MeasureAsync(string name, Func<Task> run)
        {
            if (withStatements)
                return new StageCost(name, 0, 0, await StatementLog.RecordAsync(postgres, run));
            var (ofServer, ofPostgres) = (_processor.Server, _processor.Postgres);
            await run();
            return new StageCost(
                name,
                (_processor.Server - ofServer).TotalMilliseconds / orders,
                (_processor.Postgres - ofPostgres).TotalMilliseconds / orders,
                []
            );
        }
    }

    /// <summary>Runs whole orders and waits for their documents and e-mails.</summary>
    /// <returns>The time on the clock until the last order is answered and until the last e-mail is delivered, and the costs.</returns>
    public async Task<OrderRate> RunAsync(int orders)
    {
        List<Checkout> checkouts = [.. Enumerable.Range(0, orders).Select(_ => new Checkout(testEvent, _number++))];
        var (all, ofServer, ofPostgres) = (_processor.Used, _processor.Server, _processor.Postgres);
        var time = System.Diagnostics.Stopwatch.StartNew();
        await ForAllAsync(checkouts, (c, http) => c.RunAsync(http));
        var answered = time.Elapsed;
        await _outbox.WaitForAllAsync();
        return new OrderRate(
            orders / answered.TotalSeconds,
            orders / time.Elapsed.TotalSeconds,
            (_processor.Server - ofServer).TotalMilliseconds / orders,
            (_processor.Postgres - ofPostgres).TotalMilliseconds / orders,
            (_processor.Used - all).TotalMilliseconds / orders
        );
    }

    /// <summary>Runs one kind of request for a time, for a profiler.</summary>
    public async Task RepeatAsync(string stage, TimeSpan time)
    {
        var until = DateTime.UtcNow + time;
        for (var version = 1; DateTime.UtcNow < until; )
        {
            List<Checkout> checkouts = [.. Enumerable.Range(0, 500).Select(_ => new Checkout(testEvent, _number++))];
            if (stage == "all")
            {
                await RunAsync(500);
                continue;
            }

            await ForAllAsync(checkouts, (c, http) => c.CreateAsync(http));
            if (stage == "create")
                continue;
            await ForAllAsync(checkouts, (c, http) => c.ReadAttendeesAsync(http));
            for (var round = 0; round < 20 && stage == "patch"; round++, version++)
                await ForAllAsync(checkouts, (c, http) => c.FillInAsync(http, version));
        }
    }

    private Task ForAllAsync(List<Checkout> checkouts, Func<Checkout, HttpConnection, Task> send)
    {
        var next = -1;
        return Task.WhenAll(
            Enumerable
                .Range(0, Math.Min(connections, checkouts.Count))
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        using var http = await HttpConnection.OpenAsync(server.Address);
                        for (int n; (n = Interlocked.Increment(ref next)) < checkouts.Count; )
                            await send(checkouts[n], http);
                    })
                )
        );
    }
}
