using OpenEvent.Infrastructure.Persistence;

namespace OpenEvent.Rush;

/// <summary>Runs all scenarios with a given number of servers, and of kills in each scenario.</summary>
internal sealed class Phase(
    string name,
    string folder,
    RushOptions options,
    EmbeddedPostgres postgres,
    DatabaseProbe database,
    MailServerStub mailServer,
    int nodes,
    int kills,
    int databaseKills
) : IAsyncDisposable
{
    /// <summary>The number of buyers who repeat their request with the same key after a scenario.</summary>
    private const int Repeats = 200;

    private readonly ServerProcesses _servers = new(
        postgres.ConnectionString,
        Path.Combine(folder, name.Replace(' ', '-')),
        nodes,
        options.Port,
        mailServer.Port
    );

    public ValueTask DisposeAsync() => _servers.DisposeAsync();

    public async Task<IReadOnlyList<ScenarioReport>> RunAsync(TestUsers? existingUsers, Action<TestUsers> onUsersCreated)
    {
        Console.WriteLine($"{name}: starting {nodes} server(s)");
        await _servers.StartAsync();
        var users = existingUsers ?? await TestUsers.CreateAsync(_servers, database, options.Buyers, options.Sockets);
        onUsersCreated(users);
        if (RushOptions.IsUnguarded)
            await StockConstraints.DropAsync(database);
        var outages = new Outages();
        var processes = new ProcessKills(_servers, postgres, outages);
        List<ScenarioReport> reports = [];
        RushRun? last = null;
        foreach (var scenario in Scenario.For(options.Buyers).Where(s => s.Name.Contains(options.Only, StringComparison.Ordinal)))
        {
            last = await RushAsync(scenario, new RushLoad(_servers, outages, users, options.Sockets), users, processes);
            reports.Add(last.Report);
        }

        if (RushOptions.IsUnguarded || last is null)
            return reports;
        reports.Add(await CompleteOrdersAsync(new RushLoad(_servers, outages, users, options.Sockets), processes));
        reports.Add(
            await new OrderExpiryCheck(database).RunAsync($"{name}: expiry", last.Event, last.Recount, processes, Math.Min(1, kills))
        );
        return reports;
    }

    private async Task<RushRun> RushAsync(Scenario scenario, RushLoad load, TestUsers users, ProcessKills processes)
    {
        var (serverKillsBefore, databaseKillsBefore) = (processes.ServerKills, processes.DatabaseKills);
        var run = await RushRun.RunAsync(name, scenario, load, users, database, options.Buyers, Repeats, (_, rush, answered) =>
            processes.KillDuringAsync(rush, answered, scenario.Sales / (kills + databaseKills + 1), kills, databaseKills)
        );
        run.Report.Expect("server kills", processes.ServerKills - serverKillsBefore, kills);
        run.Report.Expect("PostgreSQL kills", processes.DatabaseKills - databaseKillsBefore, databaseKills);
        run.Report.Print();
        return run;
    }

    private async Task<ScenarioReport> CompleteOrdersAsync(RushLoad load, ProcessKills processes)
    {
        var orders = Math.Clamp(options.Buyers / 10, 60, 300);
        var killsBefore = processes.ServerKills;
        var report = await new DocumentDelivery(database, mailServer, _servers).RunAsync(
            $"{name}: documents and e-mails",
            load,
            orders,
            orders * 5 / 6,
            repeats: kills,
            (sale, answered) => processes.KillDuringAsync(sale, answered, orders / 2 / (kills + 1), kills, 0)
        );
        report.Expect("server kills", processes.ServerKills - killsBefore, kills);
        return report.Print();
    }
}
