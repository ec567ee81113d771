using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using OpenEvent.Infrastructure.Persistence;

namespace OpenEvent.Rush;

/// <summary>
/// Thousands of buyers at once, against the real server process on a durable PostgreSQL; every scenario ends with a recount in SQL. Prints one line for
/// each and exits with 1 if any count is wrong. <c>bench/rush [buyers] [sockets] [kills] [nodes]</c>.
/// </summary>
internal static class Program
{
    public static async Task<int> Main(string[] args)
    {
        int Number(int place, int otherwise) => args.Length > place ? int.Parse(args[place], CultureInfo.InvariantCulture) : otherwise;
        var (buyers, sockets, kills, nodes) = (Number(0, 10_000), Number(1, 500), Number(2, 0), Number(3, 1));
        var folder = Directory.CreateTempSubdirectory("openevent-rush-").FullName;
        await using var postgres = await EmbeddedPostgres.StartAsync(new EmbeddedPostgresOptions { DataDirectory = folder, MaxConnections = 300 }, NullLogger.Instance, CancellationToken.None);
        await using var servers = new Servers(postgres.ConnectionString, folder, nodes);
        try
        {
            await servers.StartAsync();
            var books = new Books(postgres.ConnectionString);
            var watch = Stopwatch.StartNew();
            var crowd = await Crowd.GatherAsync(servers, books, buyers, sockets);
            Console.WriteLine($"{buyers} buyers signed in, {sockets} sockets, {nodes} node(s), {kills} kill(s); {watch.Elapsed.TotalSeconds:0} s to prepare");
            var wrong = 0;
            foreach (var scenario in Scenario.All)
            {
                var shop = await Shop.OpenAsync(crowd.Owner, scenario);
                watch.Restart();
                var answers = await crowd.RushAsync(scenario, shop, kills);
                wrong += await scenario.JudgeAsync(shop, books, answers, watch.Elapsed);
            }

            return wrong == 0 ? 0 : 1;
        }
        finally
        {
            await servers.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        }
    }
}
