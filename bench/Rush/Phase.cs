using System.Diagnostics;
using System.Globalization;
using OpenEvent.Infrastructure.Persistence;

namespace OpenEvent.Rush;

/// <summary>All scenarios with so many servers and so many kills in each.</summary>
internal sealed class Phase(
    string name,
    string folder,
    Options options,
    EmbeddedPostgres postgres,
    Books books,
    Peer peer,
    int nodes,
    int kills,
    int databaseKills
) : IAsyncDisposable
{
    /// <summary>How many buyers ask again with their keys when all is over.</summary>
    private const int Repeats = 200;

    private readonly Servers _servers = new(
        postgres.ConnectionString,
        Path.Combine(folder, name.Replace(' ', '-')),
        nodes,
        options.Port,
        peer.Port
    );

    public ValueTask DisposeAsync() => _servers.DisposeAsync();

    public async Task<IReadOnlyList<Verdict>> RunAsync(People? known, Action<People> gathered)
    {
        Console.WriteLine($"{name}: {nodes} server(s) start");
        await _servers.StartAsync();
        var people = known ?? await People.GatherAsync(_servers, books, options.Buyers, options.Sockets);
        gathered(people);
        if (Options.IsUnguarded)
            await Guard.SwitchOffAsync(books);
        var outages = new Outages(_servers, postgres);
        List<Verdict> verdicts = [];
        (Shop Shop, Recount Recount)? last = null;
        foreach (var scenario in Scenario.For(options.Buyers).Where(s => s.Name.Contains(options.Only, StringComparison.Ordinal)))
        {
            var crowd = new Crowd(_servers, outages, people, options.Sockets);
            var shop = await Shop.OpenAsync(crowd.Owner, scenario);
            var recount = new Recount(books, shop, scenario);
            verdicts.Add(await RushAsync(scenario, crowd, shop, recount, outages));
            last = (shop, recount);
        }

        if (Options.IsUnguarded || last is not { } sold)
            return verdicts;
        var orders = Math.Clamp(options.Buyers / 10, 60, 300);
        verdicts.Add(
            await new Doors(books, peer, _servers, outages).SellAsync(
                $"{name}: documents and letters",
                new Crowd(_servers, outages, people, options.Sockets),
                orders,
                orders * 5 / 6,
                kills
            )
        );
        verdicts.Add(await new Holds(books).ExpireAsync($"{name}: expiry", sold.Shop, sold.Recount, outages, Math.Min(1, kills)));
        return verdicts;
    }

    private async Task<Verdict> RushAsync(Scenario scenario, Crowd crowd, Shop shop, Recount recount, Outages outages)
    {
        var (verdict, watch, servers0, databases0) = (
            new Verdict($"{name}: {scenario.Name}"),
            Stopwatch.StartNew(),
            outages.ServerKills,
            outages.DatabaseKills
        );
        Console.WriteLine($"{verdict.Name}: {options.Buyers} buyers, {options.Sockets} sockets");
        var answers = await crowd.RushAsync(
            Enumerable.Range(0, options.Buyers),
            n => scenario.BasketOf(n, shop),
            verdict.Name,
            (rush, answered) => outages.SpreadAsync(rush, answered, scenario.Sales / (kills + databaseKills + 1), kills, databaseKills)
        );
        var (took, sockets) = (watch.Elapsed, crowd.MostInFlight);
        var told = answers.ToDictionary(a => a.Buyer, a => (a.Status, a.OrderId));
        var again = await crowd.RushAsync(
            answers
                .OrderByDescending(a => a.Status == 200)
                .Take(Repeats / 2)
                .Concat(answers.Take(Repeats / 2))
                .Select(a => a.Buyer)
                .Distinct(),
            n => scenario.BasketOf(n, shop),
            verdict.Name
        );
        var taken = await recount.JudgeAsync(verdict, answers);
        verdict.Expect("other answers when the same keys ask again", again.Count(a => told[a.Buyer] != (a.Status, a.OrderId)), 0);
        verdict.Expect("5xx while nothing was down", crowd.Faults, 0);
        verdict.Expect("500s at any time", crowd.InternalErrors, 0);
        verdict.Expect("kills of a server", outages.ServerKills - servers0, kills);
        verdict.Expect("kills of PostgreSQL", outages.DatabaseKills - databases0, databaseKills);
        verdict.Require($"requests at once, at least {options.Sockets}", sockets >= options.Sockets, $"{sockets}");
        var sold = answers.Count(a => a.Status == 200);
        verdict.Figures = string.Create(
            CultureInfo.InvariantCulture,
            $"{sold} orders, {taken} seats, {answers.Count - sold} refused, {crowd.Retries} retries, {answers.Count / took.TotalSeconds:0} buyers/s, {took.TotalSeconds:0} s"
        );
        return verdict.Print();
    }
}
