using System.Globalization;
using System.Text.Json;
using OpenEvent.Testing;

namespace OpenEvent.Bench;

/// <summary>
/// The server against a bare minimal API that reads the same rows and writes the same document by hand: same PostgreSQL, same load generator, the two
/// in turn. Prints the ratios, and fails where one is missed (bench/README.md).
/// </summary>
internal static class Program
{
    private const double LeastRate = 0.7,
        MostBytes = 2.0;

    public static async Task<int> Main(string[] args)
    {
        if (args is ["serve", var kind, var connectionString, var relationships])
            return await Node.ServeAsync(kind, connectionString, relationships);
        var (rounds, seconds) = args is ["quick"] ? (3, 1.0) : (7, 2.5);

        await using var database = await TestDatabase.CreateAsync();
        await using var server = await Node.StartAsync("server", database.ConnectionString);
        await Seed.AddAsync(database.ConnectionString);
        await using var bare = await Node.StartAsync("bare", database.ConnectionString, await RelationshipsAsync(server));

        var isMet = true;
        var routes = new[] { ("list", "/v1/events?page[size]=20"), ("one", "/v1/events/7") };
        foreach (var (name, url) in routes)
        {
            var (ours, theirs) = (await Load.OnceAsync(server.Address, url), await Load.OnceAsync(bare.Address, url));
            Console.WriteLine(
                $"{name}: {url} is {ours.Length:N0} bytes; the bare API's {theirs.Length:N0}{(ours.AsSpan().SequenceEqual(theirs) ? ", the same" : "")}"
            );
            if (Math.Abs(ours.Length - theirs.Length) > ours.Length / 20)
                throw new InvalidOperationException("The two documents are not the same: bring BareDocument.cs up to date.");
            foreach (var node in (Node[])[server, bare])
                await Load.RunAsync(node.Address, url, 16, TimeSpan.FromSeconds(2 * seconds));
        }

        foreach (var (name, url) in routes)
        foreach (var connections in (int[])[8, 64])
        {
            List<(double Ours, double Theirs)> rates = [];
            for (var round = 0; round < rounds; round++)
                rates.Add(
                    (
                        await Load.RunAsync(server.Address, url, connections, TimeSpan.FromSeconds(seconds)),
                        await Load.RunAsync(bare.Address, url, connections, TimeSpan.FromSeconds(seconds))
                    )
                );
            var ratio = Median(rates.Select(r => r.Ours / r.Theirs));
            isMet &= Say(
                $"{name}, {connections} connections",
                $"{Median(rates.Select(r => r.Ours)):0} against {Median(rates.Select(r => r.Theirs)):0} requests/s",
                ratio,
                ratio >= LeastRate,
                $"at least {LeastRate}"
            );
        }

        foreach (var (name, url) in routes)
        {
            var (ours, theirs) = (await AllocatedAsync(server, url), await AllocatedAsync(bare, url));
            isMet &= Say(
                $"{name}, allocated",
                $"{ours:N0} against {theirs:N0} bytes a request",
                ours / theirs,
                name != "list" || ours / theirs <= MostBytes,
                name == "list" ? $"at most {MostBytes}" : "for information"
            );
        }

        return isMet ? 0 : 1;
    }

    private static async Task<string> RelationshipsAsync(Node server)
    {
        using var document = JsonDocument.Parse(await Load.OnceAsync(server.Address, "/v1/events/7"));
        return string.Join(
            ',',
            document.RootElement.GetProperty("data").GetProperty("relationships").EnumerateObject().Select(r => r.Name)
        );
    }

    private static async Task<double> AllocatedAsync(Node node, string url)
    {
        const int Requests = 400;
        await Load.CountAsync(node.Address, url, 50);
        var before = await node.AllocatedAsync();
        await Load.CountAsync(node.Address, url, Requests);
        return (await node.AllocatedAsync() - before) / (double)Requests;
    }

    private static bool Say(string what, string figures, double ratio, bool isMet, string wanted)
    {
        Console.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{(isMet ? "ok    " : "MISSED")} {what}: {figures}, ratio {ratio:0.00} ({wanted})")
        );
        return isMet;
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }
}
