using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Sockets;
using System.Text.Json;

namespace OpenEvent.Rush;

/// <param name="Status">The last one: a retry replaces what a killed server left unsaid.</param>
internal sealed record OrderOutcome(int Buyer, int Status, string? OrderId);

/// <summary>The buyers. Each sends one order with a key of its own, again and again while something is down or busy with it.</summary>
internal sealed class RushLoad(ServerProcesses servers, Outages outages, TestUsers users, int sockets)
{
    private const int MaxPrintedErrors = 5;

    private static readonly TimeSpan ReportInterval = TimeSpan.FromSeconds(2),
        MaxPause = TimeSpan.FromSeconds(1);

    private int _unexpectedErrors,
        _internalErrors,
        _retries,
        _inFlight,
        _mostInFlight,
        _printedErrors;

    public BuyerClient Owner => users.Owner;

    /// <summary>5xx while nothing was down.</summary>
    public int UnexpectedErrors => _unexpectedErrors;

    /// <summary>500s at any time: a server that is up owes a 503 while its database is down.</summary>
    public int InternalErrors => _internalErrors;

    public int Retries => _retries;

    public int MostInFlight => _mostInFlight;

    public async Task<IReadOnlyCollection<OrderOutcome>> RunAsync(
        IEnumerable<int> buyers,
        Func<int, string> getBasket,
        string key,
        Func<Task, Func<int>, Task>? meanwhile = null
    )
    {
        var (answers, sold, all) = (new ConcurrentBag<OrderOutcome>(), 0, buyers.ToArray());
        var rush = Parallel.ForEachAsync(all, new ParallelOptions { MaxDegreeOfParallelism = sockets }, async (n, _) =>
        {
            var answer = await SendUntilAnsweredAsync(users.Buyers[n], "/v1/orders/create-order", getBasket(n), $"{key} {n}", n);
            if (answer.Status == 200)
                Interlocked.Increment(ref sold);
            answers.Add(answer);
        });
        var progress = ReportProgressAsync(rush, () =>
            $"  {answers.Count} of {all.Length} answered, {sold} orders, {outages.ServerKills} + {outages.DatabaseKills} kills, {_retries} retries"
        );
        if (meanwhile is not null)
            await meanwhile(rush, () => answers.Count);
        await rush;
        await progress;
        return answers;
    }

    /// <summary>Until it is answered by something other than a fault of a process that is down.</summary>
    public async Task<OrderOutcome> SendUntilAnsweredAsync(BuyerClient buyer, string path, string body, string key, int n)
    {
        for (var tries = 0; ; tries++)
        {
            var start = Stopwatch.GetTimestamp();
            try
            {
                RaiseMaximum(ref _mostInFlight, Interlocked.Increment(ref _inFlight));
                var (status, answer, isBusy) = await buyer.SendAsync(
                    HttpMethod.Post,
                    path,
                    body,
                    key,
                    servers.Addresses[(n + tries) % servers.Addresses.Count]
                );
                if (status < 500 && !(status == 409 && isBusy))
                    return Read(n, status, answer, key);
                if (status == 500)
                    Interlocked.Increment(ref _internalErrors);
                if (status >= 500 && !outages.WasDown(start, Stopwatch.GetTimestamp()))
                    Interlocked.Increment(ref _unexpectedErrors);
                if (status == 500 || (status > 500 && !outages.WasDown(start, Stopwatch.GetTimestamp())))
                    PrintError($"{key}: {status} {answer}");
            }
            catch (Exception down) when (down is HttpRequestException or SocketException or TaskCanceledException or IOException)
            {
                // The server is being killed: the key makes it safe to ask again.
            }
            finally
            {
                Interlocked.Decrement(ref _inFlight);
            }

            Interlocked.Increment(ref _retries);
            await Task.Delay(
                TimeSpan.FromMilliseconds(Math.Min(MaxPause.TotalMilliseconds, 100 * (tries + 1) * (0.5 + Random.Shared.NextDouble())))
            );
        }
    }

    /// <summary>The first few, which say enough.</summary>
    private void PrintError(string surprise)
    {
        if (Interlocked.Increment(ref _printedErrors) <= MaxPrintedErrors)
            Console.Error.WriteLine(surprise);
    }

    private OrderOutcome Read(int n, int status, string answer, string key)
    {
        if (status is not (200 or 201 or 409))
            PrintError($"{key}: {status} {answer}");
        if (status is not (200 or 201))
            return new OrderOutcome(n, status, null);
        using var document = JsonDocument.Parse(answer);
        return new OrderOutcome(n, status, document.RootElement.GetProperty("data").GetProperty("id").GetString());
    }

    public static async Task ReportProgressAsync(Task rush, Func<string> describe)
    {
        while (await Task.WhenAny(rush, Task.Delay(ReportInterval)) != rush)
            Console.WriteLine(describe());
    }

    private static void RaiseMaximum(ref int most, int now)
    {
        for (var seen = most; now > seen; seen = most)
            if (Interlocked.CompareExchange(ref most, now, seen) == seen)
                return;
    }
}
