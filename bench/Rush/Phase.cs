using System.Diagnostics;
using System.Globalization;
using OpenEvent.Infrastructure.Persistence;

namespace OpenEvent.Rush;

/// <summary>All scenarios with so many servers and so many kills in each.</summary>
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
    /// <summary>How many buyers ask again with their keys when all is over.</summary>
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
        Console.WriteLine($"{name}: {nodes} server(s) start");
        await _servers.StartAsync();
        var users = existingUsers ?? await TestUsers.CreateAsync(_servers, database, options.Buyers, options.Sockets);
        onUsersCreated(users);
        if (RushOptions.IsUnguarded)
            await StockConstraints.DropAsync(database);
        var outages = new Outages(_servers, postgres);
        List<ScenarioReport> verdicts = [];
        (RushEvent Shop, Recount Recount)? last = null;
        foreach (var scenario in Scenario.For(options.Buyers).Where(s => s.Name.Contains(options.Only, StringComparison.Ordinal)))
        {
            var load = new RushLoad(_servers, outages, users, options.Sockets);
            var testEvent = await RushEvent.SetUpAsync(load.Owner, scenario);
            var recount = new Recount(database, testEvent, scenario);
            verdicts.Add(await RushAsync(scenario, load, testEvent, recount, outages));
            last = (testEvent, recount);
        }

        if (RushOptions.IsUnguarded || last is not { } sold)
            return verdicts;
        var orders = Math.Clamp(options.Buyers / 10, 60, 300);
        verdicts.Add(
            await new DocumentDelivery(database, mailServer, _servers, outages).RunAsync(
                $"{name}: documents and letters",
                new RushLoad(_servers, outages, users, options.Sockets),
                orders,
                orders * 5 / 6,
                kills
            )
        );
        verdicts.Add(
            await new OrderExpiryCheck(database).RunAsync($"{name}: expiry", sold.Shop, sold.Recount, outages, Math.Min(1, kills))
        );
        return verdicts;
    }

    private async Task<ScenarioReport> RushAsync(Scenario scenario, RushLoad load, RushEvent testEvent, Recount recount, Outages outages)
    {
        var (report, watch, serverKillsBefore, databaseKillsBefore) = (
            new ScenarioReport($"{name}: {scenario.Name}"),
            Stopwatch.StartNew(),
            outages.ServerKills,
            outages.DatabaseKills
        );
        Console.WriteLine($"{report.Name}: {options.Buyers} buyers, {options.Sockets} sockets");
        var answers = await load.RunAsync(
            Enumerable.Range(0, options.Buyers),
            n => scenario.CreateBasket(n, testEvent),
            report.Name,
            (rush, answered) => outages.KillDuringAsync(rush, answered, scenario.Sales / (kills + databaseKills + 1), kills, databaseKills)
        );
        var (took, sockets) = (watch.Elapsed, load.MostInFlight);
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
        report.Expect(
            "other answers when the same keys ask again",
            repeatedAnswers.Count(a => firstAnswers[a.Buyer] != (a.Status, a.OrderId)),
            0
        );
        report.Expect("5xx while nothing was down", load.UnexpectedErrors, 0);
        report.Expect("500s at any time", load.InternalErrors, 0);
        report.Expect("kills of a server", outages.ServerKills - serverKillsBefore, kills);
        report.Expect("kills of PostgreSQL", outages.DatabaseKills - databaseKillsBefore, databaseKills);
        report.Require($"requests at once, at least {options.Sockets}", sockets >= options.Sockets, $"{sockets}");
        var sold = answers.Count(a => a.Status == 200);
        report.Summary = string.Create(
            CultureInfo.InvariantCulture,
            $"{sold} orders, {taken} seats, {answers.Count - sold} refused, {load.Retries} retries, {answers.Count / took.TotalSeconds:0} buyers/s, {took.TotalSeconds:0} s"
        );
        return report.Print();
    }
}
