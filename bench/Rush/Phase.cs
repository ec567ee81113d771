using System.Diagnostics;
using System.Globalization;
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
        var outages = new Outages(_servers, postgres);
        List<ScenarioReport> reports = [];
        (RushEvent Event, Recount Recount)? last = null;
        foreach (var scenario in Scenario.For(options.Buyers).Where(s => s.Name.Contains(options.Only, StringComparison.Ordinal)))
        {
            var load = new RushLoad(_servers, outages, users, options.Sockets);
            var testEvent = await RushEvent.SetUpAsync(load.Owner, scenario);
            var recount = new Recount(database, testEvent, scenario);
            reports.Add(await RushAsync(scenario, load, testEvent, recount, outages));
            last = (testEvent, recount);
        }

        if (RushOptions.IsUnguarded || last is not { } sold)
            return reports;
        var orders = Math.Clamp(options.Buyers / 10, 60, 300);
        reports.Add(
            await new DocumentDelivery(database, mailServer, _servers, outages).RunAsync(
                $"{name}: documents and e-mails",
                new RushLoad(_servers, outages, users, options.Sockets),
                orders,
                orders * 5 / 6,
                kills
            )
        );
        reports.Add(
            await new OrderExpiryCheck(database).RunAsync($"{name}: expiry", sold.Event, sold.Recount, outages, Math.Min(1, kills))
        );
        return reports;
    }

    private async Task<ScenarioReport> RushAsync(Scenario scenario, RushLoad load, RushEvent testEvent, Recount recount, Outages outages)
    {
        var report = new ScenarioReport($"{name}: {scenario.Name}");
        var watch = Stopwatch.StartNew();
        var serverKillsBefore = outages.ServerKills;
        var databaseKillsBefore = outages.DatabaseKills;
        Console.WriteLine($"{report.Name}: {options.Buyers} buyers, {options.Sockets} sockets");
        var answers = await load.RunAsync(
            Enumerable.Range(0, options.Buyers),
            n => scenario.CreateBasket(n, testEvent),
            report.Name,
            (rush, answered) => outages.KillDuringAsync(rush, answered, scenario.Sales / (kills + databaseKills + 1), kills, databaseKills)
        );
        var duration = watch.Elapsed;
        var concurrent = load.MostInFlight;
        var firstAnswers = answers.ToDictionary(a => a.Buyer, a => (a.Status, a.OrderId));
        var repeatedAnswers = await load.RunAsync(
            answers
                .OrderByDescending(a => a.Status == 200)
                .Take(Repeats / 2)
                .Concat(answers.Take(Repeats / 2))
                .Select(a => a.Buyer)
                .Distinct(),
            n => scenario.CreateBasket(n, testEvent),
            report.Name
        );
        var taken = await recount.VerifyAsync(report, answers);
        report.Expect("different answers to repeated keys", repeatedAnswers.Count(a => firstAnswers[a.Buyer] != (a.Status, a.OrderId)), 0);
        report.Expect("5xx outside outages", load.UnexpectedErrors, 0);
        report.Expect("500s", load.InternalErrors, 0);
        report.Expect("server kills", outages.ServerKills - serverKillsBefore, kills);
        report.Expect("PostgreSQL kills", outages.DatabaseKills - databaseKillsBefore, databaseKills);
        report.Require($"concurrent requests, at least {options.Sockets}", concurrent >= options.Sockets, $"{concurrent}");
        var sold = answers.Count(a => a.Status == 200);
        report.Summary = string.Create(
            CultureInfo.InvariantCulture,
            $"{sold} orders, {taken} seats, {answers.Count - sold} rejected, {load.Retries} retries, "
                + $"{answers.Count / duration.TotalSeconds:0} buyers/s, {duration.TotalSeconds:0} s"
        );
        return report.Print();
    }
}
