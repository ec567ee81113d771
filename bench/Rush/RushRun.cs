using System.Diagnostics;
using System.Globalization;

namespace OpenEvent.Rush;

/// <summary>One rush: each buyer orders, keys are repeated, and the result is counted again.</summary>
/// <param name="Load">The requests of the rush.</param>
/// <param name="Report">The checks, which are not printed yet.</param>
internal sealed record RushRun(RushLoad Load, RushEvent Event, Recount Recount, ScenarioReport Report)
{
    /// <summary>The check that fails when an answer to a key is forgotten.</summary>
    public const string DifferentAnswers = "different answers to repeated keys";

    /// <param name="buyers">The number of buyers who order.</param>
    /// <param name="repeats">The number of buyers who send their request again, with the same key, when all have been answered.</param>
    /// <param name="meanwhile">Runs beside the orders. It gets the load, the task of all orders, and the number of answers.</param>
    /// <param name="waitTurn">Completes when a buyer may begin. Null: at once.</param>
    public static async Task<RushRun> RunAsync(
        string name,
        Scenario scenario,
        RushLoad load,
        TestUsers users,
        DatabaseProbe database,
        int buyers,
        int repeats,
        Func<RushLoad, Task, Func<int>, Task> meanwhile,
        Func<int, Task>? waitTurn = null
    )
    {
        var testEvent = await RushEvent.SetUpAsync(users.Owner, scenario);
        var recount = new Recount(database, users, testEvent, scenario);
        var report = new ScenarioReport($"{name}: {scenario.Name}");
        Console.WriteLine($"{report.Name}: {buyers} buyers");
        var watch = Stopwatch.StartNew();
        var answers = await load.RunAsync(
            Enumerable.Range(0, buyers),
            n => scenario.CreateBasket(n, testEvent),
            report.Name,
            (rush, answered) => meanwhile(load, rush, answered),
            waitTurn
        );
        var duration = watch.Elapsed;
        var concurrent = load.MostInFlight;
        var firstAnswers = answers.ToDictionary(a => a.Buyer, a => (a.Status, a.OrderId));
        var repeatedAnswers = await load.RunAsync(
            answers
                .OrderByDescending(a => a.Status == 200)
                .Take((repeats + 1) / 2)
                .Concat(answers.Take(repeats / 2))
                .Select(a => a.Buyer)
                .Distinct(),
            n => scenario.CreateBasket(n, testEvent),
            report.Name
        );
        var taken = await recount.VerifyAsync(report, answers);
        report.Expect("buyers without an answer", buyers - firstAnswers.Count, 0);
        report.Expect(DifferentAnswers, repeatedAnswers.Count(a => firstAnswers[a.Buyer] != (a.Status, a.OrderId)), 0);
        report.Expect("5xx outside outages", load.UnexpectedErrors, 0);
        report.Expect("500s", load.InternalErrors, 0);
        report.Require($"concurrent requests, at least {load.Sockets}", concurrent >= load.Sockets, $"{concurrent}");
        var sold = answers.Count(a => a.Status == 200);
        report.Summary = string.Create(
            CultureInfo.InvariantCulture,
            $"{sold} orders, {taken} seats, {answers.Count - sold} rejected, {load.Retries} retries, "
                + $"{answers.Count / duration.TotalSeconds:0} buyers/s, {duration.TotalSeconds:0} s"
        );
        return new RushRun(load, testEvent, recount, report);
    }
}
