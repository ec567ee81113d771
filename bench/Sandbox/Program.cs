using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging;
using OpenEvent.Application.Lab;
using OpenEvent.Bench.Sandbox;

// Compares the start of a script with a cold "bwrap python3 -c 'import numpy'" (bench/README.md):
//   dotnet run -c Release --project bench/Sandbox [ROUNDS | quick]
// Exit code 1: a ratio is above its bound.
const int atOnce = 8;
var rounds = args is ["quick"] ? 2 : int.Parse(args.ElementAtOrDefault(0) ?? "15", CultureInfo.InvariantCulture);
using var logs = LoggerFactory.Create(builder => builder.AddConsole().SetMinimumLevel(LogLevel.Warning));
await using var warm = new BenchSandbox(new ScriptSettings { Warm = 2 }, logs);
await using var empty = new BenchSandbox(new ScriptSettings { Warm = 0 }, logs);
await using var many = new BenchSandbox(new ScriptSettings { Warm = atOnce }, logs);

// Prepares the sandboxes and brings Python's files into the machine's cache.
foreach (var sandbox in (BenchSandbox[])[warm, empty, many])
    await sandbox.MeasureAsync();
await ColdStart.MeasureAsync();
List<double> cold = [],
    withPool = [],
    withoutPool = [],
    stop = [];
for (var round = 0; round < rounds; round++)
{
    cold.Add(await ColdStart.MeasureAsync());
    withoutPool.Add(await empty.MeasureAsync());
    await warm.FillAsync();
    withPool.Add(await warm.MeasureAsync());
    await warm.FillAsync(); // so that the next measurement is alone
    stop.Add(await warm.MeasureStopAsync());
    await warm.FillAsync();
}
await many.FillAsync();
var clock = Stopwatch.GetTimestamp();
var times = await Task.WhenAll(Enumerable.Range(0, atOnce).Select(_ => many.MeasureAsync()));
var all = Stopwatch.GetElapsedTime(clock).TotalMilliseconds;

var met = Compare("first message with the warm pool and cold start, median", Median(withPool), Median(cold), 0.25);
met &= Compare("first message with an empty pool and cold start, median", Median(withoutPool), Median(cold), 1.3);
Print(
    $"       longest of {rounds}: {withPool.Max():0.0} ms with the warm pool, {withoutPool.Max():0.0} ms empty, {cold.Max():0.0} ms cold"
);
Print($"       longest with an empty pool: {withoutPool.Max() / Median(cold):0.00} times the median of a cold start");
met &= Median(stop) <= 200;
Print($"{(Median(stop) <= 200 ? "ok    " : "MISSED")} stopping a script, median: {Median(stop):0.0} ms (at most 200)");
Print($"       {atOnce} scripts at once from a pool of {atOnce}: {times.Max():0.0} ms to the last first message, {all:0.0} ms in all");
return met ? 0 : 1;

static bool Compare(string what, double ours, double theirs, double bound)
{
    var ratio = ours / theirs;
    var verdict = ratio <= bound ? "ok    " : "MISSED";
    Print($"{verdict} {what}: {ours:0.0} and {theirs:0.0} ms, ratio {ratio:0.00} (at most {bound})");
    return ratio <= bound;
}

static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
