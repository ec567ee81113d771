using Microsoft.Extensions.Logging.Abstractions;
using OpenEvent.Infrastructure.Persistence;

namespace OpenEvent.Rush;

/// <summary>
/// Sends the orders of thousands of concurrent buyers to real server processes on a durable PostgreSQL and recounts the result in SQL. The
/// exit code is 1 if a check failed and 2 if the run did not complete. <see cref="RushOptions"/> lists the options.
/// </summary>
internal static class Program
{
    public static Task<int> Main(string[] args) =>
        RunFolder.UseAsync("rush", "postgres", keepsLogs: !RushOptions.IsUnguarded, (folder, interrupted) =>
            RunAsync(RushOptions.Parse(args), folder, interrupted)
        );

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
        List<ScenarioReport> reports = [await Durability.VerifyAsync("PostgreSQL", database)];
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
}
