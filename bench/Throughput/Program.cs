using System.Globalization;
using OpenEvent.Bench.Throughput;

// Compares orders per second with pgbench running the statements of an order, in turns, on one PostgreSQL (bench/README.md):
//   dotnet run -c Release --project bench/Throughput [quick|ROUNDS] [SECONDS]
//   dotnet run -c Release --project bench/Throughput load keys|none CONNECTIONS    only the orders, for a profiler
if (args is ["serve", var connectionString, var data, var secret])
    return await BenchServer.ServeAsync(connectionString, data, secret);
var program = Pgbench.Find();
var folder = Directory.CreateTempSubdirectory("openevent-throughput-").FullName;

// PostgreSQL's account must be able to enter the folder.
File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
try
{
    await using var postgres = await BenchPostgres.StartAsync(folder);
    await using var server = await BenchServer.StartAsync(postgres.ConnectionString, folder);
    var comparison = new PgbenchComparison(
        server,
        postgres,
        await ThroughputEvent.SetUpAsync(server, postgres),
        new Pgbench(program, postgres, folder)
    );
    if (args is ["load", var keys, var connections])
        return await comparison.LoadAsync(keys == "keys", Number(connections));
    Console.WriteLine($"PostgreSQL with {await postgres.DurabilityAsync()}");
    if (args is ["quick"])
        return await comparison.RunAsync(1, TimeSpan.FromSeconds(1)) ? 0 : 1;
    return await comparison.RunAsync(args.Length > 0 ? Number(args[0]) : 5, TimeSpan.FromSeconds(args.Length > 1 ? Number(args[1]) : 5))
        ? 0
        : 1;
}
finally
{
    Directory.Delete(folder, recursive: true);
}

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
