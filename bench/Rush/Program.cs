using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using OpenEvent.Infrastructure.Persistence;

namespace OpenEvent.Rush;

/// <summary>
/// Thousands of buyers at once, against the real server process on a durable PostgreSQL; every scenario ends with a recount in SQL. Prints one line for
/// each and exits with 1 if any count is wrong (<see cref="Options"/>).
/// </summary>
internal static class Program
{
    public static async Task<int> Main(string[] args)
    {
        var options = Options.Parse(args);
        var folder = Directory.CreateTempSubdirectory("openevent-rush-").FullName;
        await using var postgres = await EmbeddedPostgres.StartAsync(new EmbeddedPostgresOptions { DataDirectory = folder, MaxConnections = 300 }, NullLogger.Instance, CancellationToken.None);
        using var peer = new Peer();
        await using var servers = new Servers(postgres.ConnectionString, folder, options.Nodes, options.Port, peer.Port);
        try
        {
            await servers.StartAsync();
            return await RunAsync(options, postgres, servers, peer) == 0 ? 0 : 1;
        }
        finally
        {
            await servers.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <returns>How many counts are wrong.</returns>
    private static async Task<int> RunAsync(Options options, EmbeddedPostgres postgres, Servers servers, Peer peer)
    {
        var (books, outages, watch) = (new Books(postgres.ConnectionString), new Outages(servers, postgres), Stopwatch.StartNew());
        var crowd = await Crowd.GatherAsync(servers, outages, books, options.Buyers, options.Sockets);
        if (options.IsThroughput) return await new Throughput(options, postgres, servers, books, crowd).RunAsync();
        if (options.IsGuardOff) await Guard.SwitchOffAsync(books);
        Console.WriteLine($"{options.Buyers} buyers, {options.Sockets} sockets, {options.Nodes} node(s){(options.IsGuardOff ? ", GUARD OFF" : "")}; {watch.Elapsed.TotalSeconds:0} s to prepare");
        var (wrong, first) = (0, (Shop?)null);
        foreach (var scenario in Scenario.All.Where(s => s.Name.Contains(options.Only, StringComparison.Ordinal)))
        {
            var shop = await Shop.OpenAsync(crowd.Owner, scenario);
            first ??= shop;
            var (servers0, databases0) = (outages.ServerKills, outages.DatabaseKills);
            watch.Restart();
            var answers = await crowd.RushAsync(scenario, shop, options.Kills, options.DatabaseKills);
            wrong += await scenario.JudgeAsync(shop, books, answers, watch.Elapsed);
            if (options.Kills + options.DatabaseKills > 0) Console.WriteLine($"  with {outages.ServerKills - servers0} kill(s) of a server and {outages.DatabaseKills - databases0} of PostgreSQL");
        }

        if (options.IsGuardOff) return wrong;
        wrong += await new Doors(books, peer, servers).SellAsync(crowd, orders: 300, seats: 250);
        return first is null ? wrong : wrong + await new Holds(books).ExpireAsync(first, outages, Math.Min(1, options.Kills));
    }
}
