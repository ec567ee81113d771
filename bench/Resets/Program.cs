using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using Npgsql;
using OpenEvent.Bench;
using OpenEvent.Testing;

// 200 anonymous visitors ask for a password reset at the same moment, and the pool has 5 connections. The baseline is the work itself:
// the same 200 requests one after another. The slowest of the simultaneous requests waits for no more than that.
//   dotnet run -c Release --project bench/Resets [quick]
const int Requests = 200,
    Accounts = 20;
const double MaxRatio = 1.3;
var rounds = args is ["quick"] ? 1 : 5;

var folder = Directory.CreateTempSubdirectory("openevent-bench-").FullName;
await using var database = await TestDatabase.CreateAsync();
await using var app = await OpenEvent.WebApi.Program.BuildAsync([
    "--urls=http://127.0.0.1:0",
    "--Log:Level=Warning",
    $"--Database:ConnectionString={new NpgsqlConnectionStringBuilder(database.ConnectionString) { MaxPoolSize = 5 }.ConnectionString}",
    $"--Data:Directory={folder}",
    "--Lab:Device=none",
    "--Outbox:AtOnce=1",
    "--Auth:RegistrationsPerAddressAndHour=1000000",
    "--Auth:ResetsPerAccountAndHour=1000000",
    "--Auth:ResetsPerAddressAndMinute=1000000",
]);
await app.StartAsync();
using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Requests }) { BaseAddress = new Uri(app.Urls.First()) };

for (var i = 0; i < Accounts; i++)
    (
        await http.PostAsync(
            "/v1/users",
            ApiClient.Content(new { data = new { type = "user", attributes = new { email = Email(i), password = ApiClient.Password } } })
        )
    ).EnsureSuccessStatusCode();

await RunAsync(Requests, 1); // warms up
List<double> ratios = [];
for (var round = 0; round < rounds; round++)
{
    var alone = await RunAsync(Requests, 1);
    var together = await RunAsync(Requests, Requests);
    ratios.Add(together.Slowest / alone.Total);
    Console.WriteLine(
        string.Create(
            CultureInfo.InvariantCulture,
            $"one after another {alone.Total:0} ms; at once {together.Total:0} ms, the slowest {together.Slowest:0} ms"
        )
    );
}

await app.StopAsync();
Directory.Delete(folder, recursive: true);
var ratio = ratios.Order().ElementAt(ratios.Count / 2);
Console.WriteLine(
    string.Create(
        CultureInfo.InvariantCulture,
        $"{(ratio <= MaxRatio ? "ok    " : "MISSED")} slowest against the work: ratio {ratio:0.00} (at most {MaxRatio})"
    )
);
return ratio <= MaxRatio ? 0 : 1;

async Task<(double Total, double Slowest)> RunAsync(int requests, int atOnce)
{
    var start = Stopwatch.GetTimestamp();
    var slowest = 0.0;
    await Parallel.ForEachAsync(Enumerable.Range(0, requests), new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (i, ct) =>
    {
        var sent = Stopwatch.GetTimestamp();
        using var answer = await http.PostAsJsonAsync("/v1/auth/reset-password", new { data = new { email = Email(i % Accounts) } }, ct);
        answer.EnsureSuccessStatusCode();
        var waited = Stopwatch.GetElapsedTime(sent).TotalMilliseconds;
        lock (http)
            slowest = Math.Max(slowest, waited);
    });
    return (Stopwatch.GetElapsedTime(start).TotalMilliseconds, slowest);
}

static string Email(int i) => $"visitor{i}@example.org";
