using System.Diagnostics;
using System.Globalization;
using OpenEvent.Bench.Start;

// The time from the start of the published server's process until it is ready, its processor time until then, and its resident memory when
// it has been idle. The embedded PostgreSQL is initialised before, and started and stopped with the server, as by an operator.
//   dotnet run -c Release --project bench/Start [quick]
//   dotnet run -c Release --project bench/Start [quick] FOLDER[,NAME=VALUE…]…    compares published folders and settings of the runtime
const double MaxSeconds = 1.2,
    MaxMegabytes = 150;
var isQuick = args is ["quick", ..];
var folders = args.Skip(isQuick ? 1 : 0).ToList();
var rounds = isQuick ? 2 : 7;
var idle = TimeSpan.FromSeconds(isQuick ? 3 : 30);
var variants = folders.Count == 0 ? [new Variant(await PublishAsync())] : folders.ConvertAll(f => new Variant(f));
var data = Directory.CreateTempSubdirectory("oe-start-").FullName;
File.SetUnixFileMode(data, (UnixFileMode)0b111_101_101);

using (var first = await PublishedServer.StartAsync(variants[0].Folder, data, variants[0].Environment))
    await first.StopAsync();
for (var round = 0; round < rounds; round++)
    foreach (var variant in variants)
    {
        using var server = await PublishedServer.StartAsync(variant.Folder, data, variant.Environment);
        variant.Seconds.Add(server.Ready.TotalSeconds);
        variant.Processor.Add(server.Processor.TotalSeconds);
        if (round == 0)
        {
            await Task.Delay(idle);
            variant.IdleMegabytes = server.Megabytes;
            await server.CollectAsync();
            await Task.Delay(idle / 10);
            variant.SettledMegabytes = server.Megabytes;
        }

        await server.StopAsync();
    }

Directory.Delete(data, recursive: true);
foreach (var v in variants)
    Console.WriteLine(
        Text($"       ready after {Median(v.Seconds):0.00} s ({v.Seconds.Min():0.00} to {v.Seconds.Max():0.00}), ")
            + Text($"{Median(v.Processor):0.00} s of processor time ({Median(v.Processor) / Median(variants[0].Processor):0.00} ×); ")
            + Text($"{v.IdleMegabytes:0} MB idle, {v.SettledMegabytes:0} MB after a collection: {v.Name}")
    );
var fastest = Median(variants[0].Seconds);
var memory = variants[0].IdleMegabytes;
Console.WriteLine(Text($"{Mark(fastest <= MaxSeconds)} ready after {fastest:0.00} s (at most {MaxSeconds})"));
Console.WriteLine(Text($"{Mark(memory <= MaxMegabytes)} {memory:0} MB idle (at most {MaxMegabytes})"));
return fastest <= MaxSeconds && memory <= MaxMegabytes ? 0 : 1;

static string Mark(bool isMet) => isMet ? "ok    " : "MISSED";

static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

// Publishes the server as ./run does.
static async Task<string> PublishAsync()
{
    var root = AppContext.BaseDirectory;
    while (!File.Exists(Path.Combine(root, "OpenEvent.sln")))
        root = Path.GetDirectoryName(root) ?? throw new InvalidOperationException("No OpenEvent.sln above the benchmark.");
    using var publish = Process.Start("bash", ["-c", "set -eu; root=$1; . \"$root/scripts/needs.sh\"; publish", "publish", root]);
    await publish.WaitForExitAsync();
    return publish.ExitCode == 0
        ? Path.Combine(root, "artifacts", "server")
        : throw new InvalidOperationException("The server cannot be published.");
}
