using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Runtime;
using Microsoft.Extensions.DependencyInjection;
using OpenEvent.Application.Identity;
using OpenEvent.Bench.SignIn;

// Compares one verification of a password with Debian's argon2, and a sign-in over HTTP with one verification (bench/README.md):
//   dotnet run -c Release --project bench/SignIn [quick|ROUNDS]
// Exit code 1: a ratio is above its bound.
const string email = "admin@example.org",
    password = "correct horse";
const int connections = 2,
    repeats = 20,
    MaxWarmUpSeconds = 40,
    IdleThreshold = 20;
var rounds = args is ["quick"] ? 1 : int.Parse(args.ElementAtOrDefault(0) ?? "10", CultureInfo.InvariantCulture);
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
var settings = app.Services.GetRequiredService<AuthSettings>();
var hasher = app.Services.GetRequiredService<IPasswordHasher>();
var hash = await hasher.HashAsync(password, default);
try
{
    using var http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
    await WarmUpAsync(http);
    List<double> command = [],
        verification = [],
        alone = [],
        together = [],
        togetherWork = [],
        signIn = [],
        signInWork = [];
    for (var round = 0; round < rounds; round++)
    {
        for (var i = 0; i < repeats; i++)
            command.Add(Argon2Command.Measure(settings));
        await MeasureAsync(1, VerifyAsync, alone, verification);
        await MeasureAsync(connections, VerifyAsync, together, togetherWork);
        await MeasureAsync(connections, () => SignInAsync(http), signIn, signInWork);
    }

    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{settings.HashMemoryKiB} KiB, {settings.HashPasses} passes, 1 lane"));
    var met = Compare("processor time of one verification and of argon2", verification.Average(), command.Average(), 1.1);
    met &= Compare($"sign-in and verification, {connections} at once, median", Median(signIn), Median(together), 1.3);
    // Other programs on the machine disturb times on the clock, but not these.
    met &= Compare(
        $"processor time of a sign-in and of a verification, {connections} at once",
        signInWork.Average(),
        togetherWork.Average(),
        1.3
    );
    // Two hashes at once share the memory of the machine, so each of them takes longer than one alone.
    Compare($"sign-in, {connections} at once, and one verification alone, median", Median(signIn), Median(alone), null);
    Compare($"verification, {connections} at once, and one alone, median", Median(together), Median(alone), null);
    return met ? 0 : 1;
}
finally
{
    await app.DisposeAsync(); // stops PostgreSQL, whose files are in the folder
    Directory.Delete(folder, recursive: true);
}

// Waits until the runtime has compiled and optimized the hot methods.
async Task WarmUpAsync(HttpClient client)
{
    var compiled = 0L;
    for (var (second, idle) = (0, 0); second < MaxWarmUpSeconds && idle < 2; second++)
    {
        await MeasureAsync(connections, () => SignInAsync(client), [], []);
        var before = compiled;
        compiled = JitInfo.GetCompiledMethodCount();
        idle = compiled - before < IdleThreshold ? idle + 1 : 0;
    }
}

async Task VerifyAsync()
{
    if (await hasher.VerifyAsync(hash, password, default) != PasswordVerificationResult.Success)
        throw new InvalidOperationException("The password does not match its hash.");
}

static async Task SignInAsync(HttpClient http)
{
    using var answer = await http.PostAsJsonAsync(new Uri("/auth/session", UriKind.Relative), new { email, password });
    answer.EnsureSuccessStatusCode();
}

// Calls for a second. Adds the time of each call, and the processor time of the process for a call, in milliseconds.
static async Task MeasureAsync(int atOnce, Func<Task> call, List<double> clock, List<double> processor)
{
    var (start, before) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
    var times = await Task.WhenAll(
        Enumerable
            .Range(0, atOnce)
            .Select(_ =>
                Task.Run(async () =>
                {
                    List<double> mine = [];
                    while (Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(1))
                    {
                        var from = Stopwatch.GetTimestamp();
                        await call();
                        mine.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
                    }

                    return mine;
                })
            )
    );
    processor.Add((Environment.CpuUsage.TotalTime - before).TotalMilliseconds / times.Sum(t => t.Count));
    clock.AddRange(times.SelectMany(t => t));
}

static bool Compare(string what, double ours, double theirs, double? bound)
{
    var ratio = ours / theirs;
    var verdict =
        bound is null ? "      "
        : ratio <= bound ? "ok    "
        : "MISSED";
    var goal = bound is null ? "no bound" : $"at most {bound.Value.ToString(CultureInfo.InvariantCulture)}";
    Console.WriteLine(
        string.Create(CultureInfo.InvariantCulture, $"{verdict} {what}: {ours:0.0} and {theirs:0.0} ms, ratio {ratio:0.00} ({goal})")
    );
    return bound is null || ratio <= bound;
}

static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
