using System.Globalization;
using OpenEvent.Bench;
using OpenEvent.Bench.ReadCost;
using OpenEvent.Testing;

// Fills every table with 10,000 rows, sends each list with its includes, filters, sort keys and largest pages, and prints the processor
// time of the server and of PostgreSQL of the most expensive requests (bench/README.md):
//   dotnet run -c Release --project bench/ReadCost [quick|TEXT]
// Exit code 1: a request takes more than its bound.
if (args is ["serve", var connectionString, var data])
    return await MeasuredServer.ServeAsync(connectionString, data);

// A read may cost 200 ms of processor time. The constants of the estimate were measured on a quiet machine; on a busy one the same work
// takes more, because its caches are cold. Hence the tolerance.
const double BudgetMilliseconds = 200;
const double Tolerance = 1.5;
const int TeamFactor = 8;
const int Repeats = 3;
const int Shown = 40;
var isQuick = args is ["quick"];
var rows = isQuick ? 500 : 10_000;
var part = isQuick ? "" : args.ElementAtOrDefault(0) ?? "";

var folder = Directory.CreateTempSubdirectory("openevent-bench-").FullName;
List<Measurement> measurements = [];
try
{
    await using var database = await TestDatabase.CreateAsync();
    await using var server = await MeasuredServer.StartAsync(database.ConnectionString, folder);
    var filler = new RowFiller(database.ConnectionString, rows);
    foreach (var (table, problem) in await filler.FillAsync())
        Console.WriteLine($"not filled: {table}: {problem}");
    await server.StopAsync();
    // The server reads the sizes of the tables when it starts.
    await using var filled = await MeasuredServer.StartAsync(database.ConnectionString, folder);
    using var api = await ApiClient.SignInAsync(filled.Address);
    await using var meter = await ProcessorTimeMeter.StartAsync(database.ConnectionString, filled.ProcessId);
    var urls = await ReadRequests.ListAsync(database.ConnectionString, folder);
    urls = [.. urls.Where(r => r.List.Contains(part, StringComparison.Ordinal)).Where((_, i) => !isQuick || i % 25 == 0)];
    Console.WriteLine($"{rows} rows in each of {filler.Filled} tables, {urls.Count} requests");
    // In an order without meaning, always the same: a run that is stopped has measured some of all.
    foreach (var request in urls.Index().OrderBy(r => r.Index * 7919L % 10_007).Select(r => r.Item))
    foreach (var measurement in await MeasureAsync(api, meter, request))
        Add(measurement);
}
finally
{
    Directory.Delete(folder, recursive: true);
}

foreach (var m in measurements.OrderByDescending(m => m.Milliseconds / m.Bound).Take(Shown))
    Console.WriteLine(m);
var missed = measurements.Count(m => m.Milliseconds > m.Bound);
Console.WriteLine(
    string.Create(
        CultureInfo.InvariantCulture,
        $"{(missed == 0 ? "ok    " : "MISSED")} {measurements.Count} requests, {measurements.Count(m => m.Status == 200)} answered 200, "
            + $"{measurements.Count(m => m.Status == 400)} refused, {missed} above {BudgetMilliseconds} ms x {Tolerance} "
            + $"({TeamFactor} times as much for whole private lists)"
    )
);
foreach (var m in measurements.Where(m => m.Status is not (200 or 400 or 404)))
    Console.WriteLine($"FAILED {m}");
return missed == 0 && measurements.All(m => m.Status is 200 or 400 or 404) ? 0 : 1;

// A long run shows what it has found.
void Add(Measurement measurement)
{
    measurements.Add(measurement);
    if (measurement.Milliseconds > measurement.Bound)
        Console.WriteLine(measurement);
    if (measurements.Count % 250 == 0)
        Console.WriteLine($"{measurements.Count} requests");
}

// A request for all rows that is refused says how many there is room for: that page is the largest.
async Task<List<Measurement>> MeasureAsync(ApiClient api, ProcessorTimeMeter meter, ReadRequest request)
{
    List<Measurement> measured = [];
    foreach (var size in request.PageSizes)
    {
        var (measurement, room) = await MeasureOneAsync(api, meter, request, size);
        measured.Add(measurement);
        if (room is { } largest)
            measured.Add((await MeasureOneAsync(api, meter, request, largest)).Measurement);
    }

    return measured;
}

async Task<(Measurement Measurement, int? Room)> MeasureOneAsync(ApiClient api, ProcessorTimeMeter meter, ReadRequest request, int size)
{
    var url = request.UrlFor(size);
    var bound = BudgetMilliseconds * Tolerance * (size == 0 && request.IsPrivate ? TeamFactor : 1);
    var least = double.MaxValue;
    var (status, text) = (0, "");
    for (var i = 0; i < Repeats && (i == 0 || least > bound / 2); i++)
    {
        var before = meter.Read();
        using var answer = await api.Http.GetAsync(new Uri(url, UriKind.Relative));
        text = await answer.Content.ReadAsStringAsync();
        least = Math.Min(least, (meter.Read() - before).TotalMilliseconds);
        status = (int)answer.StatusCode;
    }

    return (new Measurement(url, status, least, bound, text.Length), status == 400 ? RoomOf(text) : null);
}

static int? RoomOf(string text)
{
    const string Before = "has room for ";
    var start = text.IndexOf(Before, StringComparison.Ordinal);
    if (start < 0)
        return null;
    var digits = text[(start + Before.Length)..].TakeWhile(char.IsAsciiDigit).ToArray();
    return int.TryParse(digits, CultureInfo.InvariantCulture, out var room) ? room : null;
}
