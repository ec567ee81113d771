using System.Diagnostics;
using System.Globalization;
using Npgsql;
using OpenEvent.Bench;
using OpenEvent.Bench.EventCopy;
using OpenEvent.Testing;

// Copies an event with 20 tracks, 20 sponsors, 50 FAQs and 5 tickets, against the same written by hand with EF Core, in turns.
//   dotnet run -c Release --project bench/EventCopy [quick]
const double MinRatio = 0.5;
var isQuick = args is ["quick"];
var rounds = isQuick ? 1 : 7;
var duration = TimeSpan.FromSeconds(isQuick ? 1 : 3);

var folder = Directory.CreateTempSubdirectory("openevent-bench-").FullName;
await using var database = await TestDatabase.CreateAsync();
await using var app = await OpenEvent.WebApi.Program.BuildAsync([
    "--urls=http://127.0.0.1:0",
    "--environment=Production",
    "--Log:Level=Warning",
    $"--Database:ConnectionString={database.ConnectionString}",
    $"--Data:Directory={folder}",
    "--Lab:Device=none",
    "--Outbox:AtOnce=1",
    $"--Admin:Email={ApiClient.Email}",
    $"--Admin:Password={ApiClient.Password}",
]);
await app.StartAsync();
await using var byHand = HandWrittenCopy.Build(database.ConnectionString);
await byHand.StartAsync();
using var server = await ApiClient.SignInAsync(new Uri(app.Urls.First()));
using var baseline = new HttpClient { BaseAddress = new Uri(byHand.Urls.First()) };
var id = await CreateEventAsync();

var isMet = true;
foreach (var connections in (int[])[1]) // a user makes one copy at a time
{
    List<(double Server, double Baseline)> rates = [];
    for (var round = 0; round <= rounds; round++)
    {
        rates.Add((await MeasureAsync(server.Http, connections), await MeasureAsync(baseline, connections)));
        // The server reads the roles of the caller in each request, and nobody has thousands of events.
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync();
        await using var delete = new NpgsqlCommand($"DELETE FROM users_events_roles WHERE event_id > {id}", connection);
        await delete.ExecuteNonQueryAsync();
    }

    rates.RemoveAt(0); // warmed up
    var ratio = Median(rates.Select(r => r.Server / r.Baseline));
    isMet &= ratio >= MinRatio;
    Console.WriteLine(
        string.Create(
            CultureInfo.InvariantCulture,
            $"{(ratio >= MinRatio ? "ok    " : "MISSED")} {connections} connections: {Median(rates.Select(r => r.Server)):0} and "
                + $"{Median(rates.Select(r => r.Baseline)):0} copies/s, ratio {ratio:0.00} (at least {MinRatio})"
        )
    );
}

await app.StopAsync();
await byHand.StopAsync();
Directory.Delete(folder, recursive: true);
return isMet ? 0 : 1;

async Task<string> CreateEventAsync()
{
    var created = await server.CreateAsync(
        "event",
        new
        {
            name = "Summit",
            starts_at = "2099-05-01T09:00:00Z",
            ends_at = "2099-05-03T18:00:00Z",
            timezone = "Europe/Berlin",
            is_sponsors_enabled = true,
        }
    );
    for (var i = 0; i < 50; i++)
    {
        await server.CreateAsync("faq", new { question = $"Question {i}?", answer = "An answer of some length." }, created);
        if (i < 20)
        {
            await server.CreateAsync("track", new { name = $"Track {i}", color = "#a04b4b" }, created);
            await server.CreateAsync("sponsor", new { name = $"Sponsor {i}", url = "https://example.org" }, created);
        }

        if (i < 5)
            await server.CreateAsync(
                "ticket",
                new
                {
                    name = $"Ticket {i}",
                    type = "free",
                    quantity = 50,
                    sales_starts_at = "2020-01-01T00:00:00Z",
                    sales_ends_at = "2099-05-01T00:00:00Z",
                },
                created
            );
    }

    return created;
}

async Task<double> MeasureAsync(HttpClient client, int connections)
{
    var copies = 0;
    var start = Stopwatch.GetTimestamp();
    await Task.WhenAll(
        Enumerable
            .Range(0, connections)
            .Select(async _ =>
            {
                while (Stopwatch.GetElapsedTime(start) < duration)
                {
                    using var answer = await client.PostAsync($"/v1/events/{id}/copy", null);
                    answer.EnsureSuccessStatusCode();
                    Interlocked.Increment(ref copies);
                }
            })
    );
    return copies / Stopwatch.GetElapsedTime(start).TotalSeconds;
}

static double Median(IEnumerable<double> values)
{
    var sorted = values.Order().ToList();
    return sorted[sorted.Count / 2];
}
