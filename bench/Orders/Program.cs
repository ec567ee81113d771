using System.Globalization;
using OpenEvent.Bench.Orders;
using OpenEvent.Bench.Throughput;
using OpenEvent.Rush;

// Measures what a completed order costs, with its documents and e-mails, by stage (bench/README.md):
//   dotnet run -c Release --project bench/Orders [quick|ORDERS]
//   dotnet run -c Release --project bench/Orders statements                  the statements of one order, by stage
//   dotnet run -c Release --project bench/Orders times ORDERS                the statements that take PostgreSQL the longest
//   dotnet run -c Release --project bench/Orders load create|patch|all SECONDS    for a profiler
if (args is ["serve", var connectionString, var data, var secret, .. var settings])
    return await BenchServer.ServeAsync(connectionString, data, secret, settings);

// Processor time of the server in milliseconds, and orders per second.
const double MaxCreate = 1.0,
    MaxPatch = 1.2,
    MinCompleted = 90;
const int Connections = 8;

// Newly compiled methods in a round. A busy server always compiles a few.
const int IdleThreshold = 60;
var folder = Directory.CreateTempSubdirectory("openevent-orders-").FullName;

// PostgreSQL's account must be able to enter the folder.
File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
try
{
    using var mailServer = new MailServerStub();
    await using var postgres = await BenchPostgres.StartAsync(folder);
    await using var server = await BenchServer.StartAsync(
        postgres.ConnectionString,
        folder,
        "--Mail:Host=127.0.0.1",
        $"--Mail:Port={mailServer.Port}",
        "--Mail:Security=None"
    );
    var testEvent = await ThroughputEvent.SetUpAsync(server, postgres);
    await postgres.ExecuteAsync("UPDATE tickets SET type = 'free', price = 0");
    var stages = new Stages(server, postgres, testEvent, Connections);
    if (args is ["load", var stage, var seconds])
    {
        Console.WriteLine($"The server is process {server.Id}.");
        await stages.RepeatAsync(stage, TimeSpan.FromSeconds(Number(seconds)));
        return 0;
    }

    if (args is ["statements"])
    {
        await stages.RunAsync(20);
        foreach (var cost in await stages.MeasureAsync(1, withStatements: true))
            Console.WriteLine($"== {cost.Name}: {cost.Statements.Count} statements\n{string.Join('\n', cost.Statements)}\n");
        return 0;
    }

    if (args is ["times", var count])
    {
        await stages.RunAsync(100);
        Console.WriteLine(string.Join('\n', await StatementLog.SumTimesAsync(postgres, () => stages.RunAsync(Number(count)))));
        return 0;
    }

    var isQuick = args is ["quick"];
    var orders =
        isQuick ? 20
        : args.Length > 0 ? Number(args[0])
        : 1000;
    Console.WriteLine($"PostgreSQL with {await postgres.DurabilityAsync()}");
    await WarmUpAsync();
    var met = await PrintStagesAsync();
    List<OrderRate> rates = [];
    for (var round = 0; round < 3; round++)
        rates.Add(await stages.RunAsync(orders));
    var median = rates.OrderBy(r => r.Completed).ElementAt(1);
    met &= Print(
        median.Completed >= MinCompleted,
        string.Create(
            CultureInfo.InvariantCulture,
            $"{median.Completed:0.0} orders/s with documents and e-mails (at least {MinCompleted}; {median.Answered:0.0} answered); "
                + $"processor time of an order: {median.Server:0.00} ms server, {median.Postgres:0.00} ms PostgreSQL, "
                + $"{median.All:0.00} ms with the buyers"
        )
    );
    return await new DeliveryCheck(postgres, mailServer, folder).RunAsync() ? (met ? 0 : 1) : 3;

    // Until the runtime has compiled and optimized the hot methods.
    async Task WarmUpAsync()
    {
        for (var (round, compiled, isIdle) = (0, 0L, false); round < (isQuick ? 1 : 10) && !isIdle; round++)
        {
            await stages.RunAsync(orders);
            var before = compiled;
            compiled = await server.CountCompiledMethodsAsync();
            isIdle = round >= 2 && compiled - before < IdleThreshold;
        }

        await postgres.ExecuteAsync("ANALYZE");
    }

    async Task<bool> PrintStagesAsync()
    {
        var isMet = true;
        List<IReadOnlyList<StageCost>> rounds = [];
        for (var round = 0; round < 3; round++)
            rounds.Add(await stages.MeasureAsync(orders));
        var statements = await stages.MeasureAsync(1, withStatements: true);
        for (var i = 0; i < statements.Count; i++)
        {
            var (name, ofServer) = (statements[i].Name, rounds.Select(r => r[i].Server).Order().ElementAt(1));
            var ofPostgres = rounds.Select(r => r[i].Postgres).Order().ElementAt(1);
            double? bound =
                name == Stages.Create ? MaxCreate
                : name == Stages.FillIn ? MaxPatch
                : null;
            isMet &= Print(
                bound is null || ofServer <= bound,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name, -15}server {ofServer, 6:0.00} ms{(bound is null ? "" : $" (at most {bound})")}, "
                        + $"PostgreSQL {ofPostgres, 5:0.00} ms, {statements[i].Statements.Count} statements"
                )
            );
        }

        return isMet;
    }
}
finally
{
    Directory.Delete(folder, recursive: true);
}

static bool Print(bool isMet, string line)
{
    Console.WriteLine($"{(isMet ? "ok    " : "MISSED")} {line}");
    return isMet;
}

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
