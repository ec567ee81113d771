using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using OpenEvent.PSLab;
using OpenEvent.PSLab.Functions;
using OpenEvent.PSLab.Virtual;

// Measures what the server adds to a function call: the same call over HTTP (authenticated, recorded, queued) and directly through the
// driver. Each has its own virtual board. They alternate, so that both run under the same load.
//   dotnet run -c Release --project bench/Lab.Bench [quick|CALLS]
var calls =
    args is ["quick"] ? 50
    : args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture)
    : 1000;
const string Password = "correct horse";
string[] functions = ["get_pv1()", "get_average_voltage('CH3')", "capture1('CH1', 500, 2)"];

var folder = Directory.CreateTempSubdirectory("openevent-bench-").FullName;
using var ports = new CancellationTokenSource();
var served = StartBoard("served");
var direct = StartBoard("direct");
await using var board = new Board(direct);

var app = await OpenEvent.WebApi.Program.BuildAsync([
    "--urls",
    "http://127.0.0.1:0",
    "--Log:Level=Warning",
    $"--Data:Directory={folder}/data",
    "--Admin:Email=bench@example.org",
    $"--Admin:Password={Password}",
    $"--Lab:Device={served}",
    $"--Lab:LockDirectory={folder}",
]);
await app.StartAsync();
using var http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
var session = await (
    await http.PostAsJsonAsync("/auth/session", new { email = "bench@example.org", password = Password })
).Content.ReadFromJsonAsync<JsonElement>();
http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("JWT", session.GetProperty("access_token").GetString());

List<double> simplest = [];
for (var i = -100; i < calls; i++)
{
    var took = await TimedAsync(() => http.GetStringAsync(new Uri("/v1/users/user-details/get-user-id", UriKind.Relative)));
    if (i >= 0)
        simplest.Add(took);
}

Console.WriteLine(
    string.Create(
        CultureInfo.InvariantCulture,
        $"the simplest request of a signed-in user: {Percentile(simplest, 0.5):0.00} ms (99 %: {Percentile(simplest, 0.99):0.00})"
    )
);

foreach (var function in functions)
{
    List<double> overHttp = [],
        throughDriver = [];
    for (var i = -100; i < calls; i++)
    {
        var httpTime = await TimedAsync(() => OverHttpAsync(function));
        var driverTime = await TimedAsync(() => FunctionString.Parse(function).RunAsync(board, default));
        if (i < 0)
            continue;
        overHttp.Add(httpTime);
        throughDriver.Add(driverTime);
    }

    Console.WriteLine(
        string.Create(
            CultureInfo.InvariantCulture,
            $"{function}: over HTTP {Percentile(overHttp, 0.5):0.00} ms (99 %: {Percentile(overHttp, 0.99):0.00}), "
                + $"driver {Percentile(throughDriver, 0.5):0.00} ms (99 %: {Percentile(throughDriver, 0.99):0.00}); "
                + $"the server adds {Percentile(overHttp, 0.5) - Percentile(throughDriver, 0.5):0.00} ms at the median (limit 3)"
        )
    );
}

await app.StopAsync();
await app.DisposeAsync();
await ports.CancelAsync();
Directory.Delete(folder, recursive: true);

string StartBoard(string name)
{
    var link = Path.Combine(folder, name);
    using var ready = new ManualResetEventSlim();
    new Thread(() =>
        new VirtualPort(new VirtualBoard(new VirtualBoardOptions(CircuitCatalogue.Get(CircuitCatalogue.DefaultName))), link).Run(
            _ => ready.Set(),
            ports.Token
        )
    )
    {
        IsBackground = true,
    }.Start();
    ready.Wait();
    return link;
}

async Task OverHttpAsync(string function)
{
    using var answer = await http.PostAsJsonAsync("/v1/lab/devices/main/functions", new { function });
    answer.EnsureSuccessStatusCode();
    await answer.Content.ReadAsByteArrayAsync();
}

static async Task<double> TimedAsync(Func<Task> call)
{
    var start = Stopwatch.GetTimestamp();
    await call();
    return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
}

static double Percentile(List<double> times, double share) => times.Order().ElementAt((int)((times.Count - 1) * share));
