using System.Collections.Concurrent;
using System.Text.Json;

namespace OpenEvent.Rush;

/// <summary>Orders that are complete at once, so that their documents are printed and mailed: each once, whichever server does it.</summary>
internal sealed class Doors(Books books, Peer peer, Servers servers, Outages outages)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, int> _printed = [];

    /// <param name="kills">Of servers, spread over the sales. What a killed one had begun is begun anew: same file, same Message-ID (docs/decisions/007).</param>
    public async Task<Verdict> SellAsync(string name, Crowd crowd, int orders, int seats, int kills)
    {
        var verdict = new Verdict(name);
        var shop = await Shop.OpenAsync(crowd.Owner, new Scenario(name, [seats]));
        var (before, done, killed) = (peer.Letters.Keys.ToHashSet(), await DoneAsync(), outages.ServerKills);
        using var watcher = new FileSystemWatcher(servers.Storage) { IncludeSubdirectories = true, InternalBufferSize = 65536 };
        watcher.Renamed += (_, file) => Note(file.FullPath);
        watcher.Created += (_, file) => Note(file.FullPath);
        watcher.EnableRaisingEvents = true;
        var body = JsonSerializer.Serialize(
            new
            {
                data = new
                {
                    type = "order",
                    attributes = new Dictionary<string, object>
                    {
                        ["status"] = "completed",
                        ["payment-mode"] = "onsite",
                        ["on-site-tickets"] = new[] { new { id = shop.Tickets[0], quantity = "1" } },
                    },
                    relationships = new { @event = new { data = new { type = "event", id = shop.EventId } } },
                },
            }
        );
        var answers = new ConcurrentBag<Answer>();
        var sale = Parallel.ForEachAsync(Enumerable.Range(0, orders), new ParallelOptions { MaxDegreeOfParallelism = 50 }, async (n, _) =>
            answers.Add(await crowd.PersistAsync(crowd.Owner, "/v1/orders", body, $"{name} {n}", n))
        );
        var telling = Crowd.TellAsync(sale, () => $"  {answers.Count} of {orders} answered, {outages.ServerKills - killed} kills");
        await outages.SpreadAsync(sale, () => answers.Count, orders / 2 / (kills + 1), kills, 0);
        await sale;
        await telling;
        var sold = answers.Count(a => a.Status == 201);
        var until = DateTime.UtcNow + Patience;
        for (
            var n = 0;
            DateTime.UtcNow < until && await books.CountAsync("SELECT count(*) FROM outbox WHERE state = 'Waiting'") is > 0 and var left;
            n++
        )
        {
            if (n % 10 == 0)
                Console.WriteLine($"  {left} documents and letters to go");
            await Task.Delay(200);
        }

        var pdfs = Directory.GetFiles(servers.Storage, "*.pdf", SearchOption.AllDirectories).Length;
        var letters = peer.Letters.Where(l => !before.Contains(l.Key)).ToList();
        var (twice, again) = (letters.Count(l => l.Value > 1), _printed.Count(p => p.Value > 1));
        verdict.Expect("orders", sold, Math.Min(orders, seats));
        verdict.Expect("seats taken", await books.CountAsync($"SELECT taken FROM ticket_seats WHERE ticket_id = {shop.Tickets[0]}"), sold);
        verdict.Expect("refusals that are no 409", answers.Count(a => a.Status is not (201 or 409)), 0);
        verdict.Expect("PDFs (a ticket and a summary for each order)", pdfs, 2 * sold);
        verdict.Expect("letters", letters.Count, sold);
        if (kills > 0)
            verdict.Expect("kills of a server", outages.ServerKills - killed, kills);
        verdict.Require(
            "PDFs written twice, letters that came twice",
            kills > 0 ? twice <= kills : twice + again == 0,
            $"{again}, {twice}"
        );
        verdict.Expect("completions worked off", await DoneAsync() - done, sold);
        verdict.Expect("outbox entries not done", await books.CountAsync("SELECT count(*) FROM outbox WHERE state <> 'Done'"), 0);
        verdict.Figures = $"{sold} orders, {answers.Count - sold} refused, {pdfs} PDFs, {letters.Count} letters";
        return verdict.Print();
    }

    private Task<long> DoneAsync() => books.CountAsync("SELECT count(*) FROM outbox WHERE kind = 'order-completed' AND state = 'Done'");

    private void Note(string path)
    {
        if (path.EndsWith(".pdf", StringComparison.Ordinal))
            _printed.AddOrUpdate(path, 1, (_, n) => n + 1);
    }
}
