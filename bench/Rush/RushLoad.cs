using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Sockets;
using System.Text.Json;

namespace OpenEvent.Rush;

/// <param name="Status">The HTTP status of the last attempt.</param>
/// <param name="OrderId">The id of the order; null: the order was rejected.</param>
internal sealed record OrderOutcome(int Buyer, int Status, string? OrderId);

/// <summary>Sends one order for each buyer, with an idempotency key, and retries while a process is down or busy with the key.</summary>
internal sealed class RushLoad(ServerProcesses servers, Outages outages, TestUsers users, int sockets)
{
    private const int MaxPrintedErrors = 5;

    private static readonly TimeSpan ReportInterval = TimeSpan.FromSeconds(2),
        MaxPause = TimeSpan.FromSeconds(1);

    private readonly long[] _lastAnswers = new long[servers.Addresses.Count];

    private long _lastFailure;

    private int _unexpectedErrors,
        _internalErrors,
        _retries,
        _inFlight,
        _mostInFlight,
        _printedErrors;

    public BuyerClient Owner => users.Owner;

    public int Sockets => sockets;

    /// <summary>The number of 5xx answers outside outages.</summary>
    public int UnexpectedErrors => _unexpectedErrors;

    /// <summary>The number of 500 answers, also during outages: a running server must answer 503 while its database is down.</summary>
    public int InternalErrors => _internalErrors;

    public int Retries => _retries;

    public int MostInFlight => _mostInFlight;

    /// <summary>The time stamps of the last answers of the servers that were not 5xx.</summary>
    public IReadOnlyList<long> LastAnswers => _lastAnswers;

    /// <summary>The time stamp of the last request that a server answered 5xx or not at all.</summary>
    public long LastFailure => Interlocked.Read(ref _lastFailure);

    /// <param name="waitTurn">Completes when a buyer may begin. Null: at once.</param>
    public async Task<IReadOnlyCollection<OrderOutcome>> RunAsync(
        IEnumerable<int> buyers,
        Func<int, string> getBasket,
        string key,
        Func<Task, Func<int>, Task>? meanwhile = null,
        Func<int, Task>? waitTurn = null
    )
    {
        var answers = new ConcurrentBag<OrderOutcome>();
        var sold = 0;
        var all = buyers.ToArray();
        var rush = Parallel.ForEachAsync(all, new ParallelOptions { MaxDegreeOfParallelism = sockets }, async (n, _) =>
        {
            if (waitTurn is not null)
                await waitTurn(n);
            var answer = await SendUntilAnsweredAsync(users.Buyers[n], "/v1/orders/create-order", getBasket(n), $"{key} {n}", n);
            if (answer.Status == 200)
                Interlocked.Increment(ref sold);
            answers.Add(answer);
        });
        var progress = ReportProgressAsync(rush, () =>
            $"  {answers.Count} of {all.Length} answered, {sold} orders, {outages.Count} outages, {_retries} retries"
        );
        if (meanwhile is not null)
            await meanwhile(rush, () => answers.Count);
        await rush;
        await progress;
        return answers;
    }

    /// <summary>Sends the request until the answer is neither a 5xx nor a 409 with <c>Retry-After</c>.</summary>
    public async Task<OrderOutcome> SendUntilAnsweredAsync(BuyerClient buyer, string path, string body, string key, int n)
    {
        for (var tries = 0; ; tries++)
        {
            var start = Stopwatch.GetTimestamp();
            var node = (n + tries) % servers.Addresses.Count;
            try
            {
                RaiseMaximum(ref _mostInFlight, Interlocked.Increment(ref _inFlight));
                var (status, answer, isBusy) = await buyer.SendAsync(HttpMethod.Post, path, body, key, servers.Addresses[node]);
                if (status < 500)
                    Interlocked.Exchange(ref _lastAnswers[node], Stopwatch.GetTimestamp());
                else
                    Interlocked.Exchange(ref _lastFailure, Stopwatch.GetTimestamp());
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
                // The server is being killed. The idempotency key makes a retry safe.
                Interlocked.Exchange(ref _lastFailure, Stopwatch.GetTimestamp());
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

    /// <summary>Prints the first errors only.</summary>
    private void PrintError(string error)
    {
        if (Interlocked.Increment(ref _printedErrors) <= MaxPrintedErrors)
            Console.Error.WriteLine(error);
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
