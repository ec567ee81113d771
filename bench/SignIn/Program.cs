using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using OpenEvent.Application.Identity;
using OpenEvent.Bench.SignIn;

// Compares one verification of a password with Debian's argon2, and a sign-in over HTTP with one verification (bench/README.md):
//   dotnet run -c Release --project bench/SignIn [ROUNDS]
// Exit code 1: a ratio is above its bound.
const string email = "admin@example.org",
    password = "correct horse";
const int connections = 2,
    repeats = 20;
var rounds = int.Parse(args.ElementAtOrDefault(0) ?? "5", CultureInfo.InvariantCulture);
var folder = Directory.CreateTempSubdirectory("openevent-signin-").FullName;

// PostgreSQL's account must be able to enter the folder.
File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
var app = await OpenEvent.WebApi.Program.BuildAsync([
    "--urls",
    "http://127.0.0.1:0",
    "--environment",
    "Production",
    "--Log:Level=Warning",
    $"--Data:Directory={folder}",
    "--Lab:Device=none",
    $"--Admin:Email={email}",
    $"--Admin:Password={password}",
]);
await app.StartAsync();
try
{
    var settings = app.Services.GetRequiredService<AuthSettings>();
    var hasher = app.Services.GetRequiredService<IPasswordHasher>();
    var hash = await hasher.HashAsync(password, default);
    using var http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
    await SignInAsync(http, TimeSpan.FromSeconds(2)); // compiles the hot methods
    List<double> command = [],
        verification = [],
        one = [],
        work = [],
        signIn = [];
    for (var round = 0; round < rounds; round++)
    {
        for (var i = 0; i < repeats; i++)
            command.Add(Argon2Command.Measure(settings));
        for (var i = 0; i < repeats; i++)
        {
            var (processor, clock) = (Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
            if (await hasher.VerifyAsync(hash, password, default) != PasswordVerificationResult.Success)
                throw new InvalidOperationException("The password does not match its hash.");
            one.Add(Stopwatch.GetElapsedTime(clock).TotalMilliseconds);
            verification.Add((Environment.CpuUsage.TotalTime - processor).TotalMilliseconds);
        }

        var before = Environment.CpuUsage.TotalTime;
        var times = await SignInAsync(http, TimeSpan.FromSeconds(3));
        work.Add((Environment.CpuUsage.TotalTime - before).TotalMilliseconds / times.Count);
        signIn.AddRange(times);
    }

    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{settings.HashMemoryKiB} KiB, {settings.HashPasses} passes, 1 lane"));
    var met = Compare("processor time of one verification and of argon2", verification.Average(), command.Average(), 1.1);
    met &= Compare($"sign-in at {connections} connections and one verification, median", Median(signIn), Median(one), 1.3);
    // Other programs on the machine disturb times on the clock, but not these.
    Compare($"sign-in at {connections} connections and one verification, fastest", signIn.Min(), one.Min(), 1.3);
    Compare("processor time of a sign-in, of server and client, and of one verification", work.Average(), verification.Average(), 1.3);
    return met ? 0 : 1;
}
finally
{
    await app.DisposeAsync(); // stops PostgreSQL, whose files are in the folder
    Directory.Delete(folder, recursive: true);
}

static async Task<List<double>> SignInAsync(HttpClient http, TimeSpan duration)
{
    var start = Stopwatch.GetTimestamp();
    var times = await Task.WhenAll(
        Enumerable
            .Range(0, connections)
            .Select(_ =>
                Task.Run(async () =>
                {
                    List<double> mine = [];
                    while (Stopwatch.GetElapsedTime(start) < duration)
                    {
                        var clock = Stopwatch.GetTimestamp();
                        using var answer = await http.PostAsJsonAsync(new Uri("/auth/session", UriKind.Relative), new { email, password });
                        answer.EnsureSuccessStatusCode();
                        mine.Add(Stopwatch.GetElapsedTime(clock).TotalMilliseconds);
                    }

                    return mine;
                })
            )
    );
    return [.. times.SelectMany(t => t)];
}

static bool Compare(string what, double ours, double theirs, double bound)
{
    var ratio = ours / theirs;
    var verdict = ratio <= bound ? "ok    " : "MISSED";
    Console.WriteLine(
        string.Create(
            CultureInfo.InvariantCulture,
            $"{verdict} {what}: {ours:0.0} and {theirs:0.0} ms, ratio {ratio:0.00} (at most {bound})"
        )
    );
    return ratio <= bound;
}

static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
