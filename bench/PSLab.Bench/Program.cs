using System.Diagnostics;
using System.IO.Ports;
using OpenEvent.PSLab.Link;
using OpenEvent.PSLab.Protocol;
using OpenEvent.PSLab.Virtual;

// Compares the driver with a bare port on the same pseudo-terminal, and a large fetch with the transmission time:
//   dotnet run -c Release --project bench/PSLab.Bench [quick]
// It prints both ratios. It fails (exit code 1) if one is over its limit: 1.2 for the median round trip, 1.1 for 10,000 samples at 1 Mbaud.
const int perRound = 400;
var (rounds, fetchCount) = args is ["quick"] ? (1, 3) : (6, 11);
var request = Commands.GetVoltageSummed.CreateRequest(AnalogInput.Vol.Mux);
var folder = Directory.CreateTempSubdirectory("pslab-bench");
try
{
    var bare = new List<double>();
    var driver = new List<double>();
    await ServeAsync(paced: false, async path =>
    {
        // They alternate, so that changes of the machine's load affect both.
        for (var i = 0; i < rounds; i++)
        {
            bare.AddRange(Bare(path));
            driver.AddRange(await DriverAsync(path));
        }
    });
    var fetches = new List<double>();
    await ServeAsync(paced: true, async path =>
    {
        await using var link = new BoardLink(path);
        for (var i = 0; i < fetchCount; i++)
            fetches.Add(await TimeAsync(() => link.ExecuteAsync(Commands.RetrieveBuffer.CreateRequest(0, 10_000))));
    });
    fetches.RemoveAt(0);
    const double wire = 200;
    var roundTrip = Median(driver) / Median(bare);
    var fetch = Median(fetches) / wire;
    Console.WriteLine(
        $"{Verdict(roundTrip <= 1.2)} round trip: driver {Median(driver) * 1000:0} µs, bare port {Median(bare) * 1000:0} µs, "
            + $"ratio {roundTrip:0.000} (limit 1.2)"
    );
    Console.WriteLine($"{Verdict(fetch <= 1.1)} 10,000 samples: {Median(fetches):0.0} ms, wire {wire} ms, ratio {fetch:0.000} (limit 1.1)");
    return roundTrip <= 1.2 && fetch <= 1.1 ? 0 : 1;
}
finally
{
    folder.Delete(recursive: true);
}

async Task ServeAsync(bool paced, Func<string, Task> use)
{
    var path = Path.Combine(folder.FullName, "board");
    using var stop = new CancellationTokenSource();
    var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    var board = new VirtualBoard(new VirtualBoardOptions(CircuitCatalogue.Get("loopback")));
    var serving = Task.Factory.StartNew(
        () => new VirtualPort(board, path, paced).Run(_ => ready.TrySetResult(), stop.Token),
        TaskCreationOptions.LongRunning
    );
    await ready.Task;
    await use(path);
    await stop.CancelAsync();
    await serving;
}

List<double> Bare(string path)
{
    using var port = new SerialPort(path, BoardPort.BaudRate) { ReadTimeout = 2000 };
    port.Open();
    var bytes = request.Encode();
    var reply = new byte[3];
    var times = new List<double>();
    for (var i = 0; i < perRound; i++)
    {
        var from = Stopwatch.GetTimestamp();
        port.Write(bytes, 0, bytes.Length);
        for (var count = 0; count < reply.Length; )
            count += port.Read(reply, count, reply.Length - count);
        times.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
    }
    return times;
}

async Task<List<double>> DriverAsync(string path)
{
    await using var link = new BoardLink(path);
    await link.ExecuteAsync(request);
    var times = new List<double>();
    for (var i = 0; i < perRound; i++)
        times.Add(await TimeAsync(() => link.ExecuteAsync(request)));
    return times;
}

static async Task<double> TimeAsync(Func<Task> work)
{
    var from = Stopwatch.GetTimestamp();
    await work();
    return Stopwatch.GetElapsedTime(from).TotalMilliseconds;
}

static string Verdict(bool isMet) => isMet ? "ok    " : "MISSED";

static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);
