using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging.Abstractions;
using OpenEvent.Infrastructure.Persistence;

namespace OpenEvent.Rush;

/// <summary>
/// Thousands of buyers at once, against the real server process on a durable PostgreSQL; every rush ends with a recount in SQL. Exits with 1 if any claim is
/// wrong, with 2 if it could not be run (<see cref="RushOptions"/>).
/// </summary>
internal static class Program
{
    public static async Task<int> Main(string[] args)
    {
        // A folder that PostgreSQL's account may enter, so that its cluster lies in it too.
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"openevent-rush-{Guid.NewGuid():n}")).FullName;
        var failedClaims = -1;
        var interrupted = new TaskCompletionSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Interrupt);
        try
        {
            failedClaims = await RunAsync(RushOptions.Parse(args), folder, interrupted.Task);
            return failedClaims == 0 ? 0 : 1;
        }
        catch (Exception failure)
        {
            await Console.Error.WriteLineAsync($"The rush could not be run to its end: {failure}");
            return 2;
        }
        finally
        {
            Directory.Delete(Path.Combine(folder, "postgres"), recursive: true);
            if (failedClaims == 0 || RushOptions.IsUnguarded)
                Directory.Delete(folder, recursive: true);
            else
                Console.WriteLine($"The servers' logs are in {folder}");
        }

        void Interrupt(PosixSignalContext signal)
        {
            signal.Cancel = true;
            interrupted.TrySetException(new OperationCanceledException("Interrupted."));
        }
    }

    /// <returns>How many claims are wrong.</returns>
    private static async Task<int> RunAsync(RushOptions options, string folder, Task interrupted)
    {
        await using var postgres = await EmbeddedPostgres.StartAsync(
            new EmbeddedPostgresOptions { DataDirectory = folder, MaxConnections = 300 },
            NullLogger.Instance,
            CancellationToken.None
        );
        using var mailServer = new MailServerStub();
        var database = new DatabaseProbe(postgres.ConnectionString);
        List<ScenarioReport> verdicts = [await DurabilityAsync(database)];
        TestUsers? users = null;
        if (RushOptions.IsUnguarded)
        {
            await RunAsync(
                new Phase(
                    "GUARD OFF",
                    folder,
                    options with
                    {
                        Only = "one ticket",
                    },
                    postgres,
                    database,
                    mailServer,
                    nodes: 1,
                    kills: 0,
                    databaseKills: 0
                )
            );
            return ScenarioReport.PrintTable(verdicts);
        }

        if (options.IncludesPhase("plain"))
            await RunAsync(new Phase("plain", folder, options, postgres, database, mailServer, nodes: 1, kills: 0, databaseKills: 0));
        if (options.IncludesPhase("kills"))
            await RunAsync(
                new Phase("kills", folder, options, postgres, database, mailServer, nodes: 1, options.Kills, options.DatabaseKills)
            );
        if (options.IncludesPhase("nodes"))
            await RunAsync(new Phase("two servers", folder, options, postgres, database, mailServer, nodes: 2, kills: 0, databaseKills: 0));
        return ScenarioReport.PrintTable(verdicts);

        async Task RunAsync(Phase phase)
        {
            await using (phase)
            {
                var running = phase.RunAsync(users, p => users = p);
                await await Task.WhenAny(running, interrupted);
                verdicts.AddRange(await running);
            }
        }
    }

    private static async Task<ScenarioReport> DurabilityAsync(DatabaseProbe database)
    {
        var report = new ScenarioReport("PostgreSQL");
        foreach (var setting in (string[])["fsync", "synchronous_commit", "full_page_writes"])
            report.Require(setting, await database.TextAsync($"SHOW {setting}") is var value && value == "on", value);
        report.Summary = $"{await database.TextAsync("SHOW server_version")}, durable";
        return report.Print();
    }
}
