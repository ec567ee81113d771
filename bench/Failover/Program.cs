using OpenEvent.Rush;

namespace OpenEvent.Failover;

/// <summary>
/// Sends the orders of thousands of concurrent buyers to two server processes while the primary PostgreSQL is killed and its standby
/// promoted, and while the servers are upgraded one after the other. The exit code is 1 if a check failed and 2 if the run did not
/// complete. <see cref="FailoverOptions"/> lists the options.
/// </summary>
internal static class Program
{
    public static Task<int> Main(string[] args) =>
        RunFolder.UseAsync("failover", "data", keepsLogs: true, (folder, interrupted) =>
            RunAsync(FailoverOptions.Parse(args), folder, interrupted)
        );

    /// <returns>The number of failed checks.</returns>
    private static async Task<int> RunAsync(FailoverOptions options, string folder, Task interrupted)
    {
        using var mailServer = new MailServerStub();
        List<ScenarioReport> reports = [];
        if (options.IncludesPhase("failover"))
            await RunAsync(started => new FailoverPhase(folder, options, mailServer, started, isSynchronous: true).RunAsync());
        if (options.IncludesPhase("control"))
            await RunAsync(started => new FailoverPhase(folder, options, mailServer, started, isSynchronous: false).RunAsync());
        if (options.IncludesPhase("replica"))
            await RunAsync(started => new ReplicaPhase(folder, options, mailServer, started).RunAsync());
        if (options.IncludesPhase("upgrade"))
            await RunAsync(started => new UpgradePhase(folder, options, mailServer, started).RunAsync());
        return ScenarioReport.PrintTable(reports);

        async Task RunAsync(Func<StartedServers, Task<IReadOnlyList<ScenarioReport>>> run)
        {
            await using var started = new StartedServers();
            var phase = run(started);
            await await Task.WhenAny(phase, interrupted);
            reports.AddRange(await phase);
        }
    }
}
