using System.Globalization;
using System.Text.Json;
using OpenEvent.Testing;

namespace OpenEvent.Bench;

/// <summary>
/// Compares the server with a minimal API that reads the same rows and writes the same document by hand, on the same PostgreSQL, with the
/// same load generator, in turns. Prints the ratios. The exit code is 1 if a bound is missed (bench/README.md).
/// </summary>
internal static class Program
{
    private const double MaxAllocationRatio = 2.0;

    /// <summary>The lowest ratio of the rates of answers that are kept for visitors (VisitorCache), at 64 connections.</summary>
    private const double MinCachedRatio = 4;

    /// <summary>The measured routes, with the lowest ratio of their rates.</summary>
    private static readonly (string Name, string Url, double MinRatio)[] Routes =
    [
        ("list", "/v1/events?page[size]=20", 1.1),
        ("one", "/v1/events/7", 0.75),
        ("included", ProgramUrl, 0.6),
    ];

    /// <summary>An event with 5 tickets and 50 sessions.</summary>
    private const string ProgramUrl = "/v1/events/1?include=tickets,sessions";

    public static async Task<int> Main(string[] args)
    {
        if (args is ["serve", var kind, var connectionString, var relationships])
            return await BenchmarkServer.ServeAsync(kind, connectionString, relationships);
        var isQuick = args is ["quick"];
        var rounds = isQuick ? 3 : 7;
        var seconds = isQuick ? 1.0 : 2.5;

        await using var database = await TestDatabase.CreateAsync();
        await using var server = await BenchmarkServer.StartAsync("server", database.ConnectionString);
        await EventSeeder.AddAsync(database.ConnectionString);
        if (args is ["load", var route, var connectionCount])
            return await LoadAsync(server, route, int.Parse(connectionCount, CultureInfo.InvariantCulture));
        await using var baseline = await BenchmarkServer.StartAsync(
            "bare",
            database.ConnectionString,
            await ReadRelationshipNamesAsync(server)
        );

        var isMet = true;
        foreach (var (name, url, _) in Routes)
        {
            var serverResult = await LoadGenerator.GetBodyAsync(server.Address, url);
            var baselineResult = await LoadGenerator.GetBodyAsync(baseline.Address, url);
            var comparison = serverResult.AsSpan().SequenceEqual(baselineResult) ? "identical" : "different";
            Console.WriteLine(
                $"{name}: {url} has {serverResult.Length:N0} bytes, from the baseline {baselineResult.Length:N0}, {comparison}"
            );
            if (Math.Abs(serverResult.Length - baselineResult.Length) > serverResult.Length / 20)
                throw new InvalidOperationException("The lengths of the two documents differ by more than 5%. Update BaselineDocument.cs.");
            foreach (var target in (BenchmarkServer[])[server, baseline])
                await LoadGenerator.RunAsync(target.Address, url, 16, TimeSpan.FromSeconds(2 * seconds));
        }

        foreach (var (name, url, minRatio) in Routes)
        foreach (var connections in (int[])[8, 64])
        {
            var rates = await MeasureAsync(server, baseline, url, connections);
            isMet &= ReportRates(name, rates, connections, minRatio);
        }

        await using var cached = await BenchmarkServer.StartAsync(BenchmarkServer.Cached, database.ConnectionString);
        foreach (var (name, url, _) in Routes.Where(r => r.Name != "included"))
        {
            await LoadGenerator.RunAsync(cached.Address, url, 16, TimeSpan.FromSeconds(2 * seconds));
            isMet &= ReportRates(name + ", kept for visitors", await MeasureAsync(cached, baseline, url, 64), 64, MinCachedRatio);
        }

        foreach (var (name, url, _) in Routes)
        {
            var (serverBytes, serverTime) = await MeasureCostAsync(server, url);
            var (baselineBytes, baselineTime) = await MeasureCostAsync(baseline, url);
            isMet &= Report(
                $"{name}, allocated",
                $"{serverBytes:N0} and {baselineBytes:N0} bytes per request",
                serverBytes / baselineBytes,
                name != "list" || serverBytes / baselineBytes <= MaxAllocationRatio,
                name == "list" ? $"at most {MaxAllocationRatio}" : "no bound"
            );
            // On a busy machine this says more than the rates.
            Report(
                $"{name}, processor time",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{serverTime:0.00} and {baselineTime:0.00} ms per request, without PostgreSQL"
                ),
                serverTime / baselineTime,
                true,
                "no bound"
            );
        }

        return isMet ? 0 : 1;

        async Task<List<(double Server, double Baseline)>> MeasureAsync(
            BenchmarkServer measured,
            BenchmarkServer against,
            string url,
            int connections
        )
        {
            List<(double Server, double Baseline)> rates = [];
            for (var round = 0; round < rounds; round++)
                rates.Add(
                    (
                        await LoadGenerator.RunAsync(measured.Address, url, connections, TimeSpan.FromSeconds(seconds)),
                        await LoadGenerator.RunAsync(against.Address, url, connections, TimeSpan.FromSeconds(seconds))
                    )
                );
            return rates;
        }
    }

    private static bool ReportRates(string name, List<(double Server, double Baseline)> rates, int connections, double minRatio)
    {
        var ratio = Median(rates.Select(r => r.Server / r.Baseline));
        return Report(
            $"{name}, {connections} connections",
            $"{Median(rates.Select(r => r.Server)):0} and {Median(rates.Select(r => r.Baseline)):0} requests/s",
            ratio,
            ratio >= minRatio,
            string.Create(CultureInfo.InvariantCulture, $"at least {minRatio}")
        );
    }

    /// <returns>See <see cref="BaselineJson.SetRelationships"/>.</returns>
    private static async Task<string> ReadRelationshipNamesAsync(BenchmarkServer server)
    {
        using var document = JsonDocument.Parse(await LoadGenerator.GetBodyAsync(server.Address, ProgramUrl));
        return string.Join(
            ';',
            document
                .RootElement.GetProperty("included")
                .EnumerateArray()
                .Prepend(document.RootElement.GetProperty("data"))
                .DistinctBy(row => row.GetProperty("type").GetString())
                .Select(row =>
                    $"{row.GetProperty("type")}:"
                    + string.Join(',', row.GetProperty("relationships").EnumerateObject().Select(relationship => relationship.Name))
                )
        );
    }

    /// <returns>The bytes that a request allocates, and the milliseconds of processor time that it takes.</returns>
    private static async Task<(double Bytes, double Milliseconds)> MeasureCostAsync(BenchmarkServer target, string url)
    {
        const int Requests = 400;
        await LoadGenerator.SendRequestsAsync(target.Address, url, 50);
        var (bytes, time) = (await target.GetAllocatedBytesAsync(), target.ProcessorTime);
        await LoadGenerator.SendRequestsAsync(target.Address, url, Requests);
        time = target.ProcessorTime - time;
        return ((await target.GetAllocatedBytesAsync() - bytes) / (double)Requests, time.TotalMilliseconds / Requests);
    }

    private static async Task<int> LoadAsync(BenchmarkServer server, string route, int connections)
    {
        var url = Routes.Single(r => r.Name == route).Url;
        Console.WriteLine($"The server is process {server.Id}.");
        for (var round = 0; round < 12; round++)
        {
            var rate = await LoadGenerator.RunAsync(server.Address, url, connections, TimeSpan.FromSeconds(5));
            var (bytes, time) = await MeasureCostAsync(server, url);
            Console.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"{rate:0} requests/s; {bytes:N0} bytes and {time:0.00} ms per request")
            );
        }

        return 0;
    }

    private static bool Report(string label, string figures, double ratio, bool isMet, string goal)
    {
        Console.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{(isMet ? "ok    " : "MISSED")} {label}: {figures}, ratio {ratio:0.00} ({goal})")
        );
        return isMet;
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }
}
