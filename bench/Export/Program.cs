using System.Diagnostics;
using System.Globalization;
using OpenEvent.Bench;
using OpenEvent.Bench.Export;
using OpenEvent.Testing;

// Exports the attendees of an event as CSV through the routes that an organizer uses, and prints the rows per second and how far the
// resident memory of the server rises above that of an idle server (bench/README.md):
//   dotnet run -c Release --project bench/Export [quick|ATTENDEES]
// Exit code 1: the memory is above its bound.
if (args is ["serve", var connectionString, var data])
    return await ExportServer.ServeAsync(connectionString, data);
const double MaxMegabytes = 100;
const int WarmUpAttendees = 10;
var attendees = args is ["quick"] ? 10_000 : int.Parse(args.ElementAtOrDefault(0) ?? "100000", CultureInfo.InvariantCulture);
var rounds = args is ["quick"] ? 1 : 3;

var folder = Directory.CreateTempSubdirectory("openevent-bench-").FullName;
var isMet = true;
try
{
    await using var database = await TestDatabase.CreateAsync();
    await using var server = await ExportServer.StartAsync(database.ConnectionString, folder);
    using var api = await ApiClient.SignInAsync(server.Address);
    var small = await CreateEventAsync(WarmUpAttendees);
    var large = await CreateEventAsync(attendees);
    await Task.Delay(TimeSpan.FromSeconds(3));
    var idle = server.Memory;
    var warm = await WarmUpAsync(small);
    Console.WriteLine(
        string.Create(CultureInfo.InvariantCulture, $"idle: {idle:0} MB; after an export of {WarmUpAttendees} attendees: {warm:0} MB")
    );
    for (var round = 0; round < rounds; round++)
    {
        server.ResetPeak();
        var (before, start) = (server.ProcessorTime, Stopwatch.GetTimestamp());
        var (size, rows) = await ExportAsync(large);
        var time = Stopwatch.GetElapsedTime(start);
        if (rows != attendees + 1)
            throw new InvalidOperationException($"The file has {rows} lines.");
        var above = server.PeakMemory - idle;
        isMet &= above <= MaxMegabytes;
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{(above <= MaxMegabytes ? "ok    " : "MISSED")} {attendees} attendees, {size / 1e6:0.0} MB: "
                    + $"{attendees / time.TotalSeconds:0} rows/s, "
                    + $"processor time of the server {(server.ProcessorTime - before).TotalSeconds:0.0} s, "
                    + $"peak {server.PeakMemory:0} MB, {above:0} MB above idle (at most {MaxMegabytes})"
            )
        );
    }

    async Task<double> WarmUpAsync(string eventId)
    {
        await ExportAsync(eventId);
        return server.Memory;
    }

    async Task<string> CreateEventAsync(int count)
    {
        var e = await api.CreateAsync(
            "event",
            new
            {
                name = "Congress",
                starts_at = "2099-05-01T09:00:00Z",
                ends_at = "2099-05-03T18:00:00Z",
                timezone = "Europe/Berlin",
            }
        );
        var ticket = await api.CreateAsync(
            "ticket",
            new
            {
                name = "Seat",
                type = "free",
                quantity = count,
                sales_starts_at = "2020-01-01T00:00:00Z",
                sales_ends_at = "2099-05-01T00:00:00Z",
            },
            e
        );
        await AttendeeSeeder.AddAsync(database.ConnectionString, e, ticket, count);
        return e;
    }

    // Starts the task, asks for its state until it has ended, and downloads the file.
    async Task<(long Size, long Lines)> ExportAsync(string eventId)
    {
        var task = (await api.GetAsync($"/v1/events/{eventId}/export/attendees/csv")).GetProperty("task_url").GetString()!;
        while (true)
        {
            var status = await api.GetAsync(task);
            switch (status.GetProperty("state").GetString())
            {
                case "SUCCESS":
                    return await DownloadAsync(status.GetProperty("result").GetProperty("download_url").GetString()!);
                case "FAILURE":
                    throw new InvalidOperationException(status.ToString());
                default:
                    await Task.Delay(50);
                    break;
            }
        }
    }

    async Task<(long Size, long Lines)> DownloadAsync(string url)
    {
        await using var file = await api.Http.GetStreamAsync(new Uri(url, UriKind.RelativeOrAbsolute));
        var buffer = new byte[64 * 1024];
        var (size, lines) = (0L, 0L);
        for (int read; (read = await file.ReadAsync(buffer)) > 0; size += read)
            lines += buffer.AsSpan(0, read).Count((byte)'\n');
        return (size, lines);
    }
}
finally
{
    Directory.Delete(folder, recursive: true);
}

return isMet ? 0 : 1;
