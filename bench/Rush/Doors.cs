using System.Collections.Concurrent;
using System.Text.Json;

namespace OpenEvent.Rush;

/// <summary>Orders that are complete at once, so that their documents are printed and mailed: each once, whichever node does it.</summary>
internal sealed class Doors(Books books, Peer peer, Servers servers)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly ConcurrentDictionary<string, int> _printed = [];

    /// <returns>How many counts are wrong.</returns>
    public async Task<int> SellAsync(Crowd crowd, int orders, int seats)
    {
        var shop = await Shop.OpenAsync(crowd.Owner, new Scenario("at the door", 1, seats));
        var before = peer.Letters.Keys.ToHashSet();
        using var watcher = new FileSystemWatcher(servers.Storage) { IncludeSubdirectories = true, InternalBufferSize = 65536 };
        watcher.Renamed += (_, file) => Note(file.FullPath);
        watcher.Created += (_, file) => Note(file.FullPath);
        watcher.EnableRaisingEvents = true;
        // Each folder of a document is made before it, so that the watcher may miss the first file in it; what counts is that none is written twice.
        var body = JsonSerializer.Serialize(new
        {
            data = new
            {
                type = "order",
                attributes = new Dictionary<string, object> { ["status"] = "completed", ["on-site-tickets"] = new[] { new { id = shop.Tickets[0], quantity = "1" } } },
                relationships = new { @event = new { data = new { type = "event", id = shop.EventId } } },
            },
        });
        var answers = new ConcurrentBag<int>();
        await Parallel.ForEachAsync(Enumerable.Range(0, orders), new ParallelOptions { MaxDegreeOfParallelism = 50 }, async (n, _) =>
            answers.Add((await crowd.PersistAsync(crowd.Owner, "/v1/orders", body, $"door {n}", n)).Status));
        var sold = answers.Count(s => s == 201);
        var until = DateTime.UtcNow + Patience;
        while (DateTime.UtcNow < until && await books.CountAsync("SELECT count(*) FROM outbox WHERE state = 'Waiting'") > 0) await Task.Delay(200);

        var pdfs = Directory.GetFiles(servers.Storage, "*.pdf", SearchOption.AllDirectories).Length;
        var letters = peer.Letters.Where(l => !before.Contains(l.Key)).ToList();
        List<string> wrong = [];
        Expect("orders", sold, Math.Min(orders, seats));
        Expect("seats taken", await books.CountAsync($"SELECT taken FROM ticket_seats WHERE ticket_id = {shop.Tickets[0]}"), sold);
        Expect("PDFs (a ticket and a summary for each order)", pdfs, 2 * sold);
        Expect("PDFs printed twice", _printed.Count(p => p.Value > 1), 0);
        Expect("letters", letters.Count, sold);
        Expect("letters that came twice", letters.Count(l => l.Value > 1), 0);
        Expect("outbox entries of completed orders", await books.CountAsync("SELECT count(*) FROM outbox WHERE kind = 'order-completed' AND state = 'Done'"), sold);
        Expect("outbox entries not done", await books.CountAsync("SELECT count(*) FROM outbox WHERE state <> 'Done'"), 0);
        Console.WriteLine($"at the door: {sold} orders, {answers.Count - sold} refused, {pdfs} PDFs ({_printed.Count} seen written), {letters.Count} letters: {Verdict.Of(wrong)}");
        return wrong.Count;

        void Expect(string what, long found, long expected)
        {
            if (found != expected) wrong.Add($"{what}: {found}, not {expected}");
        }
    }

    private void Note(string path)
    {
        if (path.EndsWith(".pdf", StringComparison.Ordinal)) _printed.AddOrUpdate(path, 1, (_, n) => n + 1);
    }
}
