using System.Collections.Concurrent;
using System.Text.Json;

namespace OpenEvent.Rush;

/// <summary>Creates completed orders and checks that every document is written once and every e-mail is delivered once.</summary>
internal sealed class DocumentDelivery(DatabaseProbe database, MailServerStub mailServer, ServerProcesses servers)
{
    /// <summary>The kind of the entries that no version knows, and that this class leaves out.</summary>
    public const string UnknownKind = "from-the-future";

    private const string IsKnown = $"kind <> '{UnknownKind}'";

    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, int> _writes = [];

    /// <summary>Begins the orders and lets them run. Five in six get a seat.</summary>
    /// <returns>When the first orders are sent, the task of the checks, which are not printed yet.</returns>
    public async Task<Task<ScenarioReport>> BeginAsync(
        string name,
        RushLoad load,
        int orders,
        int repeats,
        Func<int, Task>? waitTurn = null
    )
    {
        var begun = new TaskCompletionSource();
        var delivery = RunAsync(
            name,
            load,
            orders,
            orders * 5 / 6,
            repeats,
            (_, _) =>
            {
                begun.SetResult();
                return Task.CompletedTask;
            },
            waitTurn
        );
        await await Task.WhenAny(begun.Task, delivery);
        return delivery;
    }

    /// <returns>The checks, which are not printed yet.</returns>
    /// <param name="repeats">
    /// How many e-mails may be delivered twice. The work of a killed server, or one that lost its database, is repeated with the same file
    /// name and the same Message-ID (docs/decisions/007).
    /// </param>
    /// <param name="meanwhile">Runs beside the orders. It gets their task and the number of answers.</param>
    /// <param name="waitTurn">Completes when an order may begin. Null: at once.</param>
    public async Task<ScenarioReport> RunAsync(
        string name,
        RushLoad load,
        int orders,
        int seats,
        int repeats,
        Func<Task, Func<int>, Task>? meanwhile = null,
        Func<int, Task>? waitTurn = null
    )
    {
        var report = new ScenarioReport(name);
        var testEvent = await RushEvent.SetUpAsync(load.Owner, new Scenario(name, [seats]));
        var emailsBefore = mailServer.Emails.Keys.ToHashSet();
        var completionsBefore = await CountCompletionsAsync();
        using var watcher = new FileSystemWatcher(servers.Storage) { IncludeSubdirectories = true, InternalBufferSize = 65536 };
        watcher.Renamed += (_, file) => CountWrite(file.FullPath);
        watcher.Created += (_, file) => CountWrite(file.FullPath);
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
                        ["on-site-tickets"] = new[] { new { id = testEvent.Tickets[0], quantity = "1" } },
                    },
                    relationships = new { @event = new { data = new { type = "event", id = testEvent.EventId } } },
                },
            }
        );
        var answers = new ConcurrentBag<OrderOutcome>();
        var sale = Parallel.ForEachAsync(Enumerable.Range(0, orders), new ParallelOptions { MaxDegreeOfParallelism = 50 }, async (n, _) =>
        {
            if (waitTurn is not null)
                await waitTurn(n);
            answers.Add(await load.SendUntilAnsweredAsync(load.Owner, "/v1/orders", body, $"{name} {n}", n));
        });
        var progress = RushLoad.ReportProgressAsync(sale, () => $"  {answers.Count} of {orders} completed orders answered");
        if (meanwhile is not null)
            await meanwhile(sale, () => answers.Count);
        await sale;
        await progress;
        var sold = answers.Count(a => a.Status == 201);
        var until = DateTime.UtcNow + Timeout;
        for (
            var n = 0;
            DateTime.UtcNow < until
                && await database.CountAsync($"SELECT count(*) FROM outbox WHERE state = 'Waiting' AND {IsKnown}") is > 0 and var left;
            n++
        )
        {
            if (n % 100 == 0)
                Console.WriteLine($"  {left} outbox entries (documents and e-mails) left");
            await Task.Delay(200);
        }

        var pdfs = Directory.GetFiles(servers.Storage, "*.pdf", SearchOption.AllDirectories).Length;
        var emails = mailServer.Emails.Where(e => !emailsBefore.Contains(e.Key)).ToList();
        var repeatedEmails = emails.Count(e => e.Value > 1);
        var repeatedWrites = _writes.Count(p => p.Value > 1);
        report.Expect("orders", sold, Math.Min(orders, seats));
        report.Expect(
            "seats taken",
            await database.CountAsync($"SELECT taken FROM ticket_seats WHERE ticket_id = {testEvent.Tickets[0]}"),
            sold
        );
        report.Expect("rejections other than 409", answers.Count(a => a.Status is not (201 or 409)), 0);
        report.Expect("500s", load.InternalErrors, 0);
        report.Expect("5xx outside outages", load.UnexpectedErrors, 0);
        report.Expect("PDFs (a ticket and a summary for each order)", pdfs, 2 * sold);
        report.Expect("e-mails", emails.Count, sold);
        report.Require(
            "PDFs written twice, e-mails delivered twice",
            repeats > 0 ? repeatedEmails <= repeats : repeatedEmails + repeatedWrites == 0,
            $"{repeatedWrites}, {repeatedEmails}"
        );
        report.Expect("processed order completions", await CountCompletionsAsync() - completionsBefore, sold);
        report.Expect(
            "unfinished outbox entries",
            await database.CountAsync($"SELECT count(*) FROM outbox WHERE state <> 'Done' AND {IsKnown}"),
            0
        );
        report.Summary = $"{sold} orders, {answers.Count - sold} rejected, {pdfs} PDFs, {emails.Count} e-mails";
        return report;
    }

    private Task<long> CountCompletionsAsync() =>
        database.CountAsync("SELECT count(*) FROM outbox WHERE kind = 'order-completed' AND state = 'Done'");

    private void CountWrite(string path)
    {
        if (path.EndsWith(".pdf", StringComparison.Ordinal))
            _writes.AddOrUpdate(path, 1, (_, n) => n + 1);
    }
}
