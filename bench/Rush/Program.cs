using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging.Abstractions;
using OpenEvent.Infrastructure.Persistence;

namespace OpenEvent.Rush;

/// <summary>
/// Sends the orders of thousands of concurrent buyers to real server processes on a durable PostgreSQL and recounts the result in SQL. The
/// exit code is 1 if a check failed and 2 if the run did not complete. <see cref="RushOptions"/> lists the options.
/// </summary>
internal static class Program
{
    public static async Task<int> Main(string[] args)
    {
        // PostgreSQL's account must be able to enter the folder, because the cluster is in it.
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"openevent-rush-{Guid.NewGuid():n}")).FullName;
        var failedChecks = -1;
        var interrupted = new TaskCompletionSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Interrupt);
        try
        {
            failedChecks = await RunAsync(RushOptions.Parse(args), folder, interrupted.Task);
            return failedChecks == 0 ? 0 : 1;
        }
        catch (Exception failure)
        {
            await Console.Error.WriteLineAsync($"The run did not complete: {failure}");
            return 2;
        }
        finally
        {
            Directory.Delete(Path.Combine(folder, "postgres"), recursive: true);
            if (failedChecks == 0 || RushOptions.IsUnguarded)
                Directory.Delete(folder, recursive: true);
            else
                Console.WriteLine($"The logs of the servers are in {folder}");
        }

        void Interrupt(PosixSignalContext signal)
        {
            signal.Cancel = true;
            interrupted.TrySetException(new OperationCanceledException("Interrupted."));
        }
    }

    /// <returns>The number of failed checks.</returns>
    private static async Task<int> RunAsync(RushOptions options, string folder, Task interrupted)
    {
        await using var postgres = await EmbeddedPostgres.StartAsync(
            new EmbeddedPostgresOptions { DataDirectory = folder, MaxConnections = 300 },
            NullLogger.Instance,
            CancellationToken.None
        );
        using var mailServer = new MailServerStub();
        var database = new DatabaseProbe(postgres.ConnectionString);
        List<ScenarioReport> reports = [await DurabilityAsync(database)];
        TestUsers? users = null;
        if (RushOptions.IsUnguarded)
        {
            await RunAsync(
                new Phase(
                    "UNGUARDED",
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
            return ScenarioReport.PrintTable(reports);
        }

        if (options.IncludesPhase("plain"))
            await RunAsync(new Phase("plain", folder, options, postgres, database, mailServer, nodes: 1, kills: 0, databaseKills: 0));
        if (options.IncludesPhase("kills"))
            await RunAsync(
                new Phase("kills", folder, options, postgres, database, mailServer, nodes: 1, options.Kills, options.DatabaseKills)
            );
        if (options.IncludesPhase("nodes"))
            await RunAsync(new Phase("two servers", folder, options, postgres, database, mailServer, nodes: 2, kills: 0, databaseKills: 0));
        return ScenarioReport.PrintTable(reports);

        async Task RunAsync(Phase phase)
        {
            await using (phase)
            {
                var running = phase.RunAsync(users, p => users = p);
                await await Task.WhenAny(running, interrupted);
                reports.AddRange(await running);
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
